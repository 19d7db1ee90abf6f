package dev.nightjar.pipelines.publish;

import dev.nightjar.pipelines.publish.list.ListLine;
import dev.nightjar.pipelines.publish.list.ListRows;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.server.PostgresServer;
import dev.nightjar.pipelines.server.RedisProcess;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.postgresql.PGConnection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/**
 * Lists a second into each store, from Spark's tasks and by the bare client with the same bytes,
 * and how long a look-up takes. Arguments: how many keys, items a list, and how many keys look-ups
 * are among.
 */
final class StoreSpeed {

  private static final int LOOKUPS = 20_000;
  private static final int THREADS = 2;

  private StoreSpeed() {}

  public static void main(String[] arguments) throws Exception {
    int keys = Integer.parseInt(arguments[0]);
    int items = Integer.parseInt(arguments[1]);
    Path files = Files.createTempDirectory("nightjar-speed");
    try (SparkSession spark = SparkExtension.start("local[2]");
        RedisProcess redis = RedisProcess.start("--appendonly", "no");
        PostgresServer postgres = PostgresServer.start(Path.of("/usr/lib/postgresql/15/bin"))) {
      ThreeStores settings = ThreeStores.of(files, redis, postgres);
      Stores stores = Stores.open(PlainNights.settings(settings.settings()), new Configuration());
      try (NightLists lists = lists(spark, keys, items)) {
        String word = "a";
        for (int round = 0; round < 2; round++, word = "b") {
          for (ServingStore store : stores.all()) {
            load(store, lists, word, keys);
            if (store.name().equals("shop")) {
              told("redis-memory", "megabytes", used(redis) / 1e6);
            }
          }
        }
        told("payload", "bytes_a_list", (double) lists.bytes(Surface.RECOMMENDATIONS) / keys);
        List<List<byte[]>> lines = lines(files);
        bareRedis(redis, lines, keys);
        barePostgres(settings, lines, keys);
      }
      for (int i = 2; i < arguments.length; i++) {
        lookUps(settings, redis, Integer.parseInt(arguments[i]));
      }
      stores.close();
    }
  }

  private static void load(ServingStore store, NightLists lists, String word, int keys) {
    Publication announced =
        PlainNights.announced(lists, word).after(store.live().map(Publication::version));
    store.prepare(announced, lists);
    long start = System.nanoTime();
    Publication loaded = store.load(announced, lists);
    told(store.name() + "-load-" + word, "lists_per_s", keys / seconds(start));
    start = System.nanoTime();
    store.verify(loaded);
    told(store.name() + "-verify-" + word, "lists_per_s", keys / seconds(start));
    start = System.nanoTime();
    store.flip(loaded, loaded.before());
    told(store.name() + "-flip-" + word, "ms", 1000 * seconds(start));
  }

  private static NightLists lists(SparkSession spark, int keys, int items) {
    String night = "2024-03-01";
    Dataset<Row> catalog =
        spark
            .range(5000)
            .selectExpr(
                "concat('I', lpad(id, 6, '0')) item_id",
                "concat('A title of some length, No. ', id) title",
                "true available");
    Map<Surface, Dataset<Row>> rows = new EnumMap<>(Surface.class);
    rows.put(
        Surface.RECOMMENDATIONS,
        ListRows.of(
            Surface.RECOMMENDATIONS,
            spark
                .range((long) keys * items)
                .selectExpr(
                    "concat('U', id DIV " + items + ") user_id",
                    "CAST(id % " + items + " + 1 AS INT) position",
                    "concat('I', lpad((id DIV "
                        + items
                        + " * 7 + id % "
                        + items
                        + ") % 5000, 6, '0')) item_id",
                    "1D / (id % " + items + " + 1) score",
                    "CAST(NULL AS DOUBLE) chance",
                    "CAST(NULL AS DOUBLE) expected_rating",
                    "'als' source",
                    "array('liked by people like you') reasons",
                    "CAST(NULL AS MAP<STRING, DOUBLE>) contributions"),
            catalog,
            PlainNights.SHARDS));
    rows.put(
        Surface.SIMILAR_ITEMS,
        ListRows.of(
            Surface.SIMILAR_ITEMS,
            spark
                .range(10)
                .selectExpr(
                    "concat('S', id) item_id",
                    "1 position",
                    "'I000001' similar_item_id",
                    "1D score",
                    "array('r') reasons"),
            catalog,
            PlainNights.SHARDS));
    return NightLists.of(night, PlainNights.settings().fields(), rows);
  }

  private static List<List<byte[]>> lines(Path files) throws Exception {
    Path version =
        files.resolve("versions").resolve(Files.readString(files.resolve("CURRENT")).strip());
    List<List<byte[]>> threads = new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>()));
    for (int shard = 0; shard < PlainNights.SHARDS; shard++) {
      Path file = version.resolve("recommendations/json/shard-0000" + shard + ".jsonl");
      for (String line : Files.readAllLines(file)) {
        List<byte[]> smaller = threads.get(threads.get(0).size() <= threads.get(1).size() ? 0 : 1);
        smaller.add(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return threads;
  }

  private static void bareRedis(RedisProcess redis, List<List<byte[]>> lines, int keys) {
    for (int round = 0; round < 2; round++) {
      int now = round;
      long start = System.nanoTime();
      IntStream.range(0, THREADS)
          .parallel()
          .forEach(
              thread -> {
                try (Jedis jedis = redis.connect()) {
                  Pipeline pipeline = jedis.pipelined();
                  int sent = 0;
                  for (byte[] line : lines.get(thread)) {
                    String name = "bare:recommendations:2024-03-01-" + now + ":" + thread + sent;
                    pipeline.set(name.getBytes(StandardCharsets.UTF_8), line);
                    sent++;
                    if (sent % 500 == 0) {
                      pipeline.sync();
                    }
                  }
                  pipeline.sync();
                }
              });
      told("redis-bare", "lists_per_s", keys / seconds(start));
    }
  }

  private static void barePostgres(ThreeStores stores, List<List<byte[]>> lines, int keys)
      throws Exception {
    try (Connection connection = stores.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE bare (id int, key text, list jsonb)");
    }
    List<List<byte[]>> rows = new ArrayList<>();
    for (List<byte[]> part : lines) {
      List<byte[]> copied = new ArrayList<>();
      for (byte[] line : part) {
        PublishedList list = ListLine.parse(Surface.RECOMMENDATIONS, line);
        String json = new String(ListLine.items(line), StandardCharsets.UTF_8);
        copied.add(
            ("1\t" + list.key() + "\t" + json.replace("\\", "\\\\") + "\n")
                .getBytes(StandardCharsets.UTF_8));
      }
      rows.add(copied);
    }
    for (int round = 0; round < 2; round++) {
      long start = System.nanoTime();
      IntStream.range(0, THREADS)
          .parallel()
          .forEach(
              thread -> {
                try (Connection connection = stores.connect()) {
                  var copy =
                      connection
                          .unwrap(PGConnection.class)
                          .getCopyAPI()
                          .copyIn("COPY bare FROM STDIN");
                  for (byte[] row : rows.get(thread)) {
                    copy.writeToCopy(row, 0, row.length);
                  }
                  copy.endCopy();
                } catch (java.sql.SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      told("postgres-bare", "lists_per_s", keys / seconds(start));
    }
  }

  /** Look-ups among so many keys with the list of one. */
  private static void lookUps(ThreeStores stores, RedisProcess redis, int keys) throws Exception {
    try (Jedis jedis = redis.connect()) {
      String version = jedis.get("nightjar:recommendations:live");
      String prefix = "nightjar:recommendations:" + version + ":";
      String list = jedis.get(prefix + "U1");
      Pipeline pipeline = jedis.pipelined();
      for (int key = 0; key < keys; key++) {
        pipeline.set(prefix + "U" + key, list);
        if (key % 1000 == 0) {
          pipeline.sync();
        }
      }
      pipeline.sync();
      Random random = new Random(1);
      long bytes = 0;
      long start = System.nanoTime();
      for (int i = 0; i < LOOKUPS; i++) {
        String live = jedis.get("nightjar:recommendations:live");
        bytes +=
            jedis.get("nightjar:recommendations:" + live + ":U" + random.nextInt(keys)).length();
      }
      told("redis-look-up-" + keys, "micros", seconds(start) / LOOKUPS * 1e6);
      told("redis-list", "characters", (double) bytes / LOOKUPS);
    }
    try (Connection connection = stores.connect();
        Statement statement = connection.createStatement()) {
      String part;
      try (ResultSet row = statement.executeQuery("SELECT id FROM nightjar.live")) {
        row.next();
        part = row.getString(1);
      }
      statement.execute(
          "INSERT INTO nightjar.recommendations_"
              + part
              + " SELECT "
              + part
              + ", 'x"
              + keys
              + "-' || g, list FROM generate_series(0, "
              + (keys - 1)
              + ") g, (SELECT list FROM nightjar.recommendations WHERE key = 'U1') l");
      statement.execute("ANALYZE nightjar.recommendations_" + part);
      statement.execute("ANALYZE nightjar.live");
      Random random = new Random(1);
      try (PreparedStatement query =
          connection.prepareStatement(
              "SELECT list, night, version FROM nightjar.recommendations WHERE key = ?")) {
        long start = System.nanoTime();
        for (int i = 0; i < LOOKUPS / 4; i++) {
          query.setString(1, "x" + keys + "-" + random.nextInt(keys));
          try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
              throw new AssertionError("no list");
            }
          }
        }
        told("postgres-look-up-" + keys, "micros", seconds(start) / (LOOKUPS / 4) * 1e6);
      }
    }
  }

  private static double used(RedisProcess redis) {
    try (Jedis jedis = redis.connect()) {
      return jedis
          .info("memory")
          .lines()
          .filter(line -> line.startsWith("used_memory:"))
          .mapToDouble(line -> Double.parseDouble(line.substring("used_memory:".length())))
          .sum();
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void told(String what, String name, double value) {
    System.out.printf(Locale.ROOT, "RESULT what=%s %s=%.1f%n", what, name, value);
  }
}
