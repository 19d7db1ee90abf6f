package dev.nightjar.pipelines.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.pipelines.publish.list.ListItem;
import dev.nightjar.pipelines.publish.list.ListLine;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.Surface;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import redis.clients.jedis.Jedis;

/**
 * Two readers a store, each asking for list after list as the documented layout says. What is
 * missing, not the list of its night, or of an older night than the one before it, is kept.
 */
final class PollingReaders implements AutoCloseable {

  /** How a store is read. */
  private interface Reader {
    Optional<PublishedList> read(Surface surface, String key) throws Exception;
  }

  private final Map<String, AtomicLong> reads = new TreeMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean done = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();
  private volatile long restMillis;

  private PollingReaders() {}

  static PollingReaders start(ThreeStores stores) throws Exception {
    PollingReaders readers = new PollingReaders();
    for (int i = 0; i < 2; i++) {
      Jedis redis = stores.redis().connect();
      readers.poll("redis", (surface, key) -> redis(redis, surface, key));
      Connection postgres = stores.connect();
      readers.poll("postgres", (surface, key) -> postgres(postgres, surface, key));
      ServingStore files =
          Stores.open(PlainNights.settings(stores.settings()), new Configuration()).all().get(0);
      readers.poll("file", files::lookup);
    }
    return readers;
  }

  void requireRight() {
    if (!wrong.isEmpty()) {
      throw new AssertionError(wrong.size() + " wrong reads, such as " + wrong.peek());
    }
  }

  /** Rests so long after every read, so that what works beside them gets on. */
  void rest(long millis) {
    restMillis = millis;
  }

  void readWithoutPause() {
    restMillis = 0;
  }

  /** Waits until all together read so many more lists. */
  void awaitReads(long more) throws InterruptedException {
    long enough = total() + more;
    while (total() < enough && wrong.isEmpty()) {
      Thread.sleep(20);
    }
  }

  private long total() {
    return reads.values().stream().mapToLong(AtomicLong::get).sum();
  }

  String counts() {
    return reads.entrySet().stream()
        .map(entry -> entry.getKey() + "_reads=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  @Override
  public void close() {
    done.set(true);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void poll(String store, Reader reader) {
    AtomicLong count = reads.computeIfAbsent(store, name -> new AtomicLong());
    Thread thread = new Thread(() -> poll(store, reader, count), "reader of " + store);
    threads.add(thread);
    thread.start();
  }

  private void poll(String store, Reader reader, AtomicLong count) {
    Map<Surface, String> last = new TreeMap<>();
    for (int n = 0; !done.get(); n++) {
      Surface surface = n % 3 == 0 ? Surface.SIMILAR_ITEMS : Surface.RECOMMENDATIONS;
      int key = n % Nights.USERS;
      String name = (surface == Surface.RECOMMENDATIONS ? "u" : "s") + key;
      try {
        Optional<PublishedList> list = reader.read(surface, name);
        count.incrementAndGet();
        Optional<String> problem =
            list.isEmpty()
                ? Optional.of("no list of " + name)
                : PlainNights.problem(key, list.get());
        problem.ifPresent(what -> wrong.add(store + ": " + what));
        String night = list.map(PublishedList::night).orElse("");
        if (night.compareTo(last.getOrDefault(surface, "")) < 0) {
          wrong.add(store + ": " + name + " of " + night + " after " + last.get(surface));
        }
        last.put(surface, night);
        Thread.sleep(restMillis);
      } catch (Exception e) {
        wrong.add(store + ": " + e);
      }
    }
  }

  private static Optional<PublishedList> redis(Jedis redis, Surface surface, String key)
      throws Exception {
    String version = redis.get("nightjar:" + surface.word() + ":live");
    String line = redis.get("nightjar:" + surface.word() + ":" + version + ":" + key);
    return line == null
        ? Optional.empty()
        : Optional.of(
            ListLine.parse(surface, line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static Optional<PublishedList> postgres(Connection postgres, Surface surface, String key)
      throws Exception {
    String view = "nightjar." + surface.word().replace('-', '_');
    try (PreparedStatement query =
        postgres.prepareStatement("SELECT list, night FROM " + view + " WHERE key = ?")) {
      query.setString(1, key);
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        List<ListItem> items = new ArrayList<>();
        for (JsonNode item : new ObjectMapper().readTree(rows.getString(1))) {
          items.add(new ListItem(item.get("item_id").asText(), "", 0, "", List.of()));
        }
        String night = rows.getDate(2).toString();
        return rows.next() ? Optional.empty() : Optional.of(new PublishedList(key, night, items));
      }
    }
  }
}
