package dev.nightjar.pipelines.publish;

import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.Surface;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A real store with something that happens around its steps: told {@code STEP} before and {@code
 * STEP done} after each.
 */
final class StoreAround implements ServingStore {

  private final ServingStore store;
  private final Consumer<String> around;

  StoreAround(ServingStore store, Consumer<String> around) {
    this.store = store;
    this.around = around;
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public String place() {
    return store.place();
  }

  @Override
  public Optional<String> pointer() {
    return store.pointer();
  }

  @Override
  public Optional<Publication> live() {
    return store.live();
  }

  @Override
  public List<Publication> versions() {
    return store.versions();
  }

  @Override
  public Lock lock(String holder, Duration stale) {
    return store.lock(holder, stale);
  }

  @Override
  public void prepare(Publication announced, NightLists lists) {
    around.accept("prepare");
    store.prepare(announced, lists);
    around.accept("prepare done");
  }

  @Override
  public Publication load(Publication announced, NightLists lists) {
    around.accept("load");
    Publication loaded = store.load(announced, lists);
    around.accept("load done");
    return loaded;
  }

  @Override
  public void verify(Publication publication) {
    around.accept("verify");
    store.verify(publication);
    around.accept("verify done");
  }

  @Override
  public void flip(Publication to, Optional<String> from) {
    around.accept("flip");
    store.flip(to, from);
    around.accept("flip done");
  }

  @Override
  public void unflip(Publication flipped, Optional<String> to) {
    store.unflip(flipped, to);
  }

  @Override
  public void discard(Publication publication) {
    store.discard(publication);
  }

  @Override
  public List<String> collect(int keep) {
    around.accept("collect");
    List<String> gone = store.collect(keep);
    around.accept("collect done");
    return gone;
  }

  @Override
  public Optional<PublishedList> lookup(Surface surface, String key) {
    return store.lookup(surface, key);
  }

  @Override
  public void close() {
    store.close();
  }
}
