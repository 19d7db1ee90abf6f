package dev.nightjar.pipelines.publish;

import dev.nightjar.pipelines.publish.file.FileStore;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.postgres.PostgresStore;
import dev.nightjar.pipelines.publish.redis.RedisStore;
import dev.nightjar.pipelines.settings.PublishSettings;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** The stores that the settings name, in the order in which they go live. */
public final class Stores implements AutoCloseable {

  private final List<ServingStore> all;

  private Stores(List<ServingStore> all) {
    this.all = List.copyOf(all);
  }

  /** All of them; none is asked anything yet. */
  public static Stores open(PublishSettings settings, Configuration conf) {
    return new Stores(settings.stores().stream().map(store -> open(store, conf)).toList());
  }

  /** One of them. A new kind of store is one more branch here. */
  public static ServingStore open(StoreSettings settings, Configuration conf) {
    if (settings instanceof StoreSettings.Redis redis) {
      return RedisStore.open(redis);
    }
    if (settings instanceof StoreSettings.Postgres postgres) {
      return PostgresStore.open(postgres);
    }
    return FileStore.open((StoreSettings.Files) settings, conf);
  }

  /** What the settings say of the places, without secrets. */
  public static String places(PublishSettings settings) {
    return settings.stores().size() == 1
        ? settings.stores().get(0).place()
        : settings.stores().stream()
            .map(store -> store.name() + " " + store.place())
            .collect(Collectors.joining(", "));
  }

  public List<ServingStore> all() {
    return all;
  }

  /** What readers of the first store that has lists see. */
  public Optional<Publication> live() {
    return all.stream().flatMap(store -> store.live().stream()).findFirst();
  }

  /** Becomes the only writer of all stores, or of none. */
  public Locks lock(String holder, Duration stale) {
    return Locks.take(all, holder, stale);
  }

  @Override
  public void close() {
    all.forEach(ServingStore::close);
  }

  /** The right to write to all stores, until closed. */
  public static final class Locks implements ServingStore.Lock {

    private final Deque<ServingStore.Lock> held = new ArrayDeque<>();

    private Locks() {}

    /** In the order of the stores, so that two writers do not wait for each other. */
    static Locks take(List<ServingStore> stores, String holder, Duration stale) {
      Locks locks = new Locks();
      try {
        stores.forEach(store -> locks.held.push(store.lock(holder, stale)));
        return locks;
      } catch (RuntimeException e) {
        locks.close();
        throw e;
      }
    }

    @Override
    public void ensureHeld() {
      held.forEach(ServingStore.Lock::ensureHeld);
    }

    @Override
    public void close() {
      List<RuntimeException> failures = new ArrayList<>();
      while (!held.isEmpty()) {
        try {
          held.pop().close();
        } catch (RuntimeException e) {
          failures.add(e);
        }
      }
      if (!failures.isEmpty()) {
        throw failures.get(0);
      }
    }
  }
}
