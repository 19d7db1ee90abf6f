package dev.nightjar.pipelines.publish.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.publish.PlainNights;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.server.CuttingProxy;
import dev.nightjar.pipelines.server.RedisExtension;
import dev.nightjar.pipelines.server.RedisProcess;
import dev.nightjar.pipelines.settings.StoreSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

@ExtendWith({SparkExtension.class, RedisExtension.class})
final class RedisStoreTest {

  private static final String FIRST = "2024-03-01";
  private static final String SECOND = "2024-03-02";
  private static final String THIRD = "2024-03-03";

  @Test
  void aListIsFoundByTwoGets(SparkSession spark, RedisProcess server) {
    try (ServingStore store = store(server);
        NightLists lists = PlainNights.lists(spark, FIRST);
        Jedis redis = server.connect()) {
      PlainNights.publish(store, lists, "a");

      String version = redis.get("nightjar:recommendations:live");
      String line = redis.get("nightjar:recommendations:" + version + ":u3");

      assertEquals("2024-03-01-a", version);
      assertEquals(version, redis.get("nightjar:similar-items:live"));
      assertTrue(
          line.startsWith(
              "{\"user_id\":\"u3\",\"night\":\"2024-03-01\",\"items\":[{\"item_id\":\"i5\","),
          line);
      PublishedList found = store.lookup(Surface.RECOMMENDATIONS, "u3").orElseThrow();
      assertEquals(line, found.json(Surface.RECOMMENDATIONS));
      assertEquals(Optional.empty(), store.lookup(Surface.SIMILAR_ITEMS, "u3"));
    }
  }

  @Test
  void aVersionThatIsNoLongerKeptExpiresAndTheOthersStay(SparkSession spark, RedisProcess server) {
    try (ServingStore store = store(server, "expire-seconds = 100");
        Jedis redis = server.connect()) {
      for (String night : List.of(FIRST, SECOND, THIRD)) {
        try (NightLists lists = PlainNights.lists(spark, night)) {
          PlainNights.publish(store, lists, "a");
        }
      }

      assertEquals(List.of("2024-03-01-a"), store.collect(2));

      long left = redis.ttl("nightjar:recommendations:2024-03-01-a:u3");
      assertTrue(left > 0 && left <= 100, left + " seconds");
      assertEquals(-1, redis.ttl("nightjar:recommendations:2024-03-02-a:u3"));
      assertEquals(-1, redis.ttl("nightjar:similar-items:2024-03-03-a:s3"));
      assertEquals(
          List.of("2024-03-03-a", "2024-03-02-a"),
          store.versions().stream().map(Publication::version).toList());
      Set<String> forever = new TreeSet<>();
      redis.keys("*").stream().filter(key -> redis.ttl(key) < 0).forEach(forever::add);
      assertTrue(forever.stream().noneMatch(k -> k.contains(FIRST)), forever.toString());
    }
  }

  @Test
  void whatADeadPublisherLeftGoesWithTheNextCollection(SparkSession spark, RedisProcess server) {
    try (ServingStore store = store(server);
        NightLists lists = PlainNights.lists(spark, FIRST);
        Jedis redis = server.connect()) {
      PlainNights.loaded(store, lists, "dead");
      assertEquals(Optional.empty(), store.live());
      assertEquals(List.of(), store.versions());

      assertEquals(List.of("2024-03-01-dead"), store.collect(2));

      assertEquals(Set.of(), redis.keys("*"));
    }
  }

  @Test
  void damageIsFound(SparkSession spark, RedisProcess server) {
    try (ServingStore store = store(server);
        NightLists lists = PlainNights.lists(spark, FIRST);
        Jedis redis = server.connect()) {
      Publication version = PlainNights.publish(store, lists, "a");
      String key = "nightjar:recommendations:2024-03-01-a:u3";
      String line = redis.get(key);

      redis.set(key, line.replace("Title", "title"));
      assertDamaged(store, version, "recommendations/0 has \\d+ bytes and SHA-256 .*");
      redis.set(key, line.substring(0, line.length() - 9));
      assertDamaged(store, version, "recommendations/0 has a line that is no JSON: .*");
      redis.del(key);
      assertDamaged(
          store, version, "recommendations/0 cannot be read: the list of 'u3' is missing");
      redis.set(key, line);
      redis.del("nightjar:keys:2024-03-01-a:recommendations:0:0");
      assertDamaged(store, version, "recommendations/0 has 0 bytes .*");
    }
  }

  private static void assertDamaged(ServingStore store, Publication version, String how) {
    String message =
        assertThrows(PublicationException.class, () -> store.verify(version)).getMessage();
    assertTrue(message.matches("version 2024-03-01-a is damaged: " + how), message);
  }

  @Test
  void aServerThatDropsKeysOrHasNoRoomIsRefused(SparkSession spark, RedisProcess server) {
    try (ServingStore store = store(server);
        NightLists lists = PlainNights.lists(spark, FIRST);
        Jedis redis = server.connect()) {
      Publication announced = PlainNights.announced(lists, "a");
      redis.configSet("maxmemory-policy", "allkeys-lru");
      assertEquals(
          "shop has maxmemory-policy allkeys-lru, which drops lists when memory runs short; set it"
              + " to noeviction there",
          refused(store, announced, lists));

      redis.configSet("maxmemory-policy", "noeviction");
      redis.configSet("maxmemory", "" + (used(redis) + 1000));
      String message = refused(store, announced, lists);
      assertTrue(
          message.matches(
              "shop has -?[\\d,]+ bytes free of [\\d,]+, the lists need about [\\d,]+ beside those"
                  + " that are live; raise maxmemory there, or lower rank.top-k"),
          message);
      assertEquals(Set.of(), redis.keys("nightjar:*"));
    }
  }

  private static String refused(ServingStore store, Publication announced, NightLists lists) {
    return assertThrows(PublicationException.class, () -> store.prepare(announced, lists))
        .getMessage();
  }

  @Test
  void aServerThatIsFullInTheMiddleKeepsTheLiveLists(SparkSession spark, RedisProcess server) {
    try (ServingStore store = store(server);
        Jedis redis = server.connect()) {
      try (NightLists lists = PlainNights.lists(spark, FIRST)) {
        PlainNights.publish(store, lists, "a");
      }
      try (NightLists lists = PlainNights.lists(spark, SECOND)) {
        Publication announced = PlainNights.announced(lists, "b").after(store.pointer());
        store.prepare(announced, lists);
        redis.configSet("maxmemory", "1");

        Exception full = assertThrows(Exception.class, () -> store.load(announced, lists));

        assertTrue(full.toString().contains("OOM command not allowed"), full.toString());
        store.discard(announced);
        redis.configSet("maxmemory", "0");
        store.verify(store.live().orElseThrow());
        assertEquals(FIRST, store.lookup(Surface.RECOMMENDATIONS, "u3").orElseThrow().night());
        assertTrue(redis.keys("*" + SECOND + "*").isEmpty(), "something was left");
        PlainNights.publish(store, lists, "b");
        assertEquals(SECOND, store.lookup(Surface.RECOMMENDATIONS, "u3").orElseThrow().night());
      }
    }
  }

  @Test
  void aServerThatRestartsBetweenTheStepsIsAskedAgain(SparkSession spark, RedisProcess server) {
    try (ServingStore store = store(server);
        NightLists lists = PlainNights.lists(spark, FIRST)) {
      Publication announced = PlainNights.announced(lists, "a");
      store.prepare(announced, lists);
      server.restart();
      Publication loaded = store.load(announced, lists);
      server.restart();
      store.verify(loaded);
      server.restart();
      store.flip(loaded, Optional.empty());
      server.restart();
      assertEquals(FIRST, store.lookup(Surface.RECOMMENDATIONS, "u3").orElseThrow().night());
    }
  }

  @Test
  void aServerThatIsSilentForAWhileIsAskedAgain(SparkSession spark, RedisProcess server) {
    try (ServingStore store = store(server, "timeout-seconds = 1");
        NightLists lists = PlainNights.lists(spark, FIRST);
        Jedis redis = server.connect()) {
      Publication loaded = PlainNights.loaded(store, lists, "a");
      redis.clientPause(1500);
      store.flip(loaded, Optional.empty());
      assertEquals(Optional.of("2024-03-01-a"), store.pointer());
    }
  }

  @Test
  void aConnectionThatIsLostAfterTheFlipIsNoFailure(SparkSession spark, RedisProcess server)
      throws Exception {
    try (CuttingProxy proxy = CuttingProxy.before(server.port(), "EVAL");
        ServingStore direct = store(server);
        ServingStore cut = store("redis://127.0.0.1:" + proxy.port());
        NightLists lists = PlainNights.lists(spark, FIRST)) {
      Publication loaded = PlainNights.loaded(direct, lists, "a");
      cut.flip(loaded, Optional.empty());
      assertEquals(1, proxy.cuts());
      assertEquals(Optional.of("2024-03-01-a"), direct.pointer());
    }
  }

  @Test
  void aServerThatIsDownIsNamedWithoutItsPassword(RedisProcess server) {
    server.kill();
    try (ServingStore store = store(server)) {
      String message = assertThrows(PublicationException.class, store::live).getMessage();
      assertTrue(
          message.startsWith("shop (" + server.url() + "): ")
              && message.contains("check publish.stores.shop.url, that the server runs"),
          message);
    }
  }

  @Test
  void aPointerThatSomebodyElseMovedIsLeftAlone(SparkSession spark, RedisProcess server) {
    try (ServingStore store = store(server);
        NightLists lists = PlainNights.lists(spark, FIRST)) {
      Publication first = PlainNights.publish(store, lists, "a");
      Publication late = PlainNights.loaded(store, lists, "b");

      PublicationException moved =
          assertThrows(
              PublicationException.class, () -> store.flip(late, Optional.of("2024-02-29-x")));

      assertEquals(
          "shop shows 2024-03-01-a where 2024-02-29-x was expected: somebody else published"
              + " meanwhile; run it again",
          moved.getMessage());
      assertEquals(Optional.of(first.version()), store.pointer());
      store.unflip(late, Optional.empty());
      assertEquals(Optional.of(first.version()), store.pointer());
      store.unflip(first, Optional.empty());
      assertEquals(Optional.empty(), store.pointer());
    }
  }

  @Test
  void oneWriterAtATime(RedisProcess server) throws Exception {
    try (ServingStore store = store(server);
        Jedis redis = server.connect()) {
      ServingStore.Lock lock = store.lock("run 1", Duration.ofMinutes(1));
      lock.ensureHeld();
      redis.set("nightjar:lock", "run 2 on elsewhere");
      String lost = assertThrows(PublicationException.class, lock::ensureHeld).getMessage();
      assertTrue(lost.contains("is held by run 2 on elsewhere; run it again"), lost);
      lock.close();
      assertEquals("run 2 on elsewhere", redis.get("nightjar:lock"));

      // A process of this machine that is no more.
      Process gone = new ProcessBuilder("true").start();
      gone.waitFor();
      String holder = dev.nightjar.pipelines.lake.LockHolder.me("run-3");
      long me = ProcessHandle.current().pid();
      redis.set("nightjar:lock", holder.replace("pid " + me + " ", "pid " + gone.pid() + " "));
      store.lock("run 4", Duration.ofMinutes(1)).close();
      assertEquals(null, redis.get("nightjar:lock"));
    }
  }

  @Test
  void aClusterIsServedByTheSameSettings(SparkSession spark) throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(RedisProcess.isInstalled(), "no redis-server");
    try (RedisProcess node = RedisProcess.start("--cluster-enabled", "yes");
        Jedis redis = node.connect()) {
      redis.clusterAddSlotsRange(0, 16383);
      while (!redis.clusterInfo().contains("cluster_state:ok")) {
        Thread.sleep(20);
      }
      try (ServingStore store = store(node)) {
        for (String night : List.of(FIRST, SECOND, THIRD)) {
          try (NightLists lists = PlainNights.lists(spark, night)) {
            PlainNights.publish(store, lists, "a");
          }
        }
        assertEquals(List.of("2024-03-01-a"), store.collect(2));
        assertEquals(THIRD, store.lookup(Surface.RECOMMENDATIONS, "u3").orElseThrow().night());
        assertEquals("2024-03-03-a", redis.get("nightjar:similar-items:live"));
        store.unflip(store.live().orElseThrow(), Optional.of("2024-03-02-a"));
        assertEquals(SECOND, store.lookup(Surface.SIMILAR_ITEMS, "s3").orElseThrow().night());
      }
    }
  }

  private static long used(Jedis redis) {
    return redis
        .info("memory")
        .lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length()).strip()))
        .sum();
  }

  private static ServingStore store(RedisProcess server, String... more) {
    return store(server.url(), more);
  }

  private static ServingStore store(String url, String... more) {
    return RedisStore.open(
        (StoreSettings.Redis)
            PlainNights.settings(
                    "publish.redis { " + String.join("\n", more) + " }",
                    "publish.stores.shop { type = redis, url = \"" + url + "\" }")
                .stores()
                .get(0));
  }
}
