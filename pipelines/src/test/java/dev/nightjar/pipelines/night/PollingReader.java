package dev.nightjar.pipelines.night;

import dev.nightjar.pipelines.publish.file.FileStore;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;

/** Looks lists up while they are published, and notes what is not as a reader may expect. */
final class PollingReader implements AutoCloseable {

  private static final List<String> USERS = List.of("U00001", "U00002", "U00003");
  private static final int PATIENCE_SECONDS = 60;
  private static final int PAUSE_MILLIS = 200;

  private final ServingStore store;
  private final Set<Integer> sizes = new ConcurrentSkipListSet<>();
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread = new Thread(this::read, "reader");

  private PollingReader(ServingStore store) {
    this.store = store;
  }

  /** Starts to look. */
  static PollingReader of(Configuration conf, String root) {
    StoreSettings.Files place = new StoreSettings.Files("files", "publish.root", root, 5);
    PollingReader reader = new PollingReader(FileStore.open(place, conf));
    reader.thread.setDaemon(true);
    reader.thread.start();
    return reader;
  }

  /** Lengths of the lists that it saw. */
  Set<Integer> sizes() {
    return sizes;
  }

  /** What went wrong, in words. */
  List<String> broken() {
    return broken;
  }

  /** Waits until it saw a list of that length; not for ever. */
  void awaitListOf(int length) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (!sizes.contains(length) && System.nanoTime() < end) {
      Thread.sleep(100);
    }
  }

  @Override
  public void close() {
    closed.set(true);
  }

  private void read() {
    boolean published = false;
    while (!closed.get()) {
      for (String user : USERS) {
        try {
          Optional<PublishedList> list = store.lookup(Surface.RECOMMENDATIONS, user);
          list.ifPresent(found -> sizes.add(found.items().size()));
          if (published && list.isEmpty()) {
            broken.add("the list of " + user + " is gone");
          }
          published |= list.isPresent();
        } catch (RuntimeException e) {
          broken.add(e.toString());
        }
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
