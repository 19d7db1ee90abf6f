package dev.nightjar.pipelines.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.server.PostgresExtension;
import dev.nightjar.pipelines.server.PostgresServer;
import dev.nightjar.pipelines.server.RedisExtension;
import dev.nightjar.pipelines.server.RedisProcess;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith({SparkExtension.class, RedisExtension.class, PostgresExtension.class})
final class SeveralStoresTest {

  private static final String FIRST = "2024-03-01";
  private static final String SECOND = "2024-03-02";
  private static final String THIRD = "2024-03-03";

  @TempDir private Path files;
  @TempDir private Path lake;

  private RedisProcess redis;
  private PostgresServer postgres;
  private ThreeStores settings;
  private Stores stores;

  @BeforeEach
  void open(RedisProcess redis, PostgresServer postgres) throws Exception {
    this.redis = redis;
    this.postgres = postgres;
    settings = ThreeStores.of(files, redis, postgres);
    stores = Stores.open(PlainNights.settings(settings.settings()), new Configuration());
  }

  @AfterEach
  void close() {
    if (stores != null) {
      stores.close();
    }
  }

  @Test
  void theStagePublishesToAllAndCatchesUpWhereOneIsBehind(SparkSession spark) {
    Nights nights = new Nights(spark, lake, files, settings.settings()).ranked(FIRST, 1);
    nights.publish(FIRST);
    assertEquals(List.of(FIRST, FIRST, FIRST), nights());

    ServingStore shop = stores.all().get(1);
    shop.unflip(shop.live().orElseThrow(), Optional.empty());
    StageResult again = nights.publish(FIRST);

    assertEquals(null, again.counts().get("unchanged"));
    assertEquals(List.of(FIRST, FIRST, FIRST), nights());
    assertEquals(1, stores.all().get(0).versions().size());
    assertEquals(1, nights.publish(FIRST).counts().get("unchanged"));
    assertEquals(
        0, nights.runs(FIRST).where("cast(fingerprints AS string) LIKE '%correct horse%'").count());
    assertEquals(
        "files " + files + ", shop " + redis.url() + ", warehouse " + settings.url(),
        nights.runs(FIRST).selectExpr("fingerprints['publish.root']").first().getString(0));
  }

  @Test
  void whenTheLastOfThemCannotFlipTheOthersGoBack(SparkSession spark) {
    publish(spark, FIRST);
    PublicationException failed =
        assertThrows(
            PublicationException.class,
            () -> publish(spark, SECOND, around(2, failing("flip", "out of order"))));

    assertEquals(
        "night 2024-03-02 was not published: out of order; readers still see 2024-03-01-w. Mend"
            + " that, then run: nightjar publish --night 2024-03-02",
        failed.getMessage());
    assertEquals(List.of(FIRST, FIRST, FIRST), nights());
    for (ServingStore store : stores.all()) {
      assertEquals(List.of(FIRST), store.versions().stream().map(Publication::night).toList());
    }
  }

  @Test
  void whenTheFirstPublicationFailsNothingIsShown(SparkSession spark) {
    assertThrows(
        PublicationException.class,
        () -> publish(spark, FIRST, around(2, failing("flip", "out of order"))));
    for (ServingStore store : stores.all()) {
      assertEquals(Optional.empty(), store.pointer());
    }
  }

  @Test
  void anAnswerThatIsLostAfterTheFlipLeavesTheStoresAlike(SparkSession spark) {
    publish(spark, FIRST);
    for (int store = 0; store < 3; store++) {
      List<ServingStore> lossy = around(store, failing("flip done", "connection reset"));
      assertThrows(PublicationException.class, () -> publish(spark, SECOND, lossy));
      assertEquals(List.of(FIRST, FIRST, FIRST), nights());
    }
    publish(spark, SECOND);
    assertEquals(List.of(SECOND, SECOND, SECOND), nights());
  }

  @Test
  void aStoreThatDoesNotVerifyKeepsAllFromFlipping(SparkSession spark) {
    publish(spark, FIRST);
    List<String> flipped = new ArrayList<>();
    List<ServingStore> watched =
        stores.all().stream()
            .<ServingStore>map(
                store ->
                    new StoreAround(
                        store,
                        step -> {
                          if (step.equals("flip")) {
                            flipped.add(store.name());
                          }
                          if (step.equals("verify") && store.name().equals("warehouse")) {
                            throw new PublicationException("half of it is missing");
                          }
                        }))
            .toList();
    assertThrows(PublicationException.class, () -> publish(spark, SECOND, watched));
    assertEquals(List.of(), flipped);
    assertEquals(List.of(FIRST, FIRST, FIRST), nights());
  }

  @Test
  void serversThatRestartInTheMiddleFailTheNightOrShowItWhole(SparkSession spark) {
    publish(spark, FIRST);
    Consumer<String> restarts =
        step -> {
          if (step.equals("load done") || step.equals("verify done")) {
            redis.restart();
            restartPostgres();
          }
        };
    try {
      publish(spark, SECOND, around(2, restarts));
    } catch (PublicationException e) {
      // The lock of PostgreSQL went with its server.
      assertTrue(e.getMessage().contains("night 2024-03-02 was not published"), e.getMessage());
      assertEquals(List.of(FIRST, FIRST, FIRST), nights());
    }
    publish(spark, SECOND);
    assertEquals(List.of(SECOND, SECOND, SECOND), nights());
  }

  @Test
  void ofTwoPublishersAtOnceOneWaitsAndBothNightsAreWhole(SparkSession spark) throws Exception {
    publish(spark, FIRST);
    ExecutorService both = Executors.newFixedThreadPool(2);
    List<Future<?>> running = new ArrayList<>();
    for (String night : List.of(SECOND, THIRD)) {
      running.add(
          both.submit(
              () -> {
                try (Stores own =
                    Stores.open(PlainNights.settings(settings.settings()), new Configuration())) {
                  publish(spark, night, own.all());
                }
              }));
    }
    int failures = 0;
    for (Future<?> publisher : running) {
      try {
        publisher.get();
      } catch (ExecutionException e) {
        failures++;
        String message = e.getMessage().toLowerCase(Locale.ROOT);
        assertTrue(message.contains("lock") || message.contains("meanwhile"), message);
      }
    }
    both.shutdown();
    assertTrue(failures < 2, "both failed");
    assertEquals(1, nights().stream().distinct().count(), nights().toString());
    for (ServingStore store : stores.all()) {
      store.verify(store.live().orElseThrow());
    }
  }

  @Test
  void rollbackMovesAllOrNone(SparkSession spark) {
    publish(spark, FIRST);
    publish(spark, SECOND);
    Rollback.execute(stores, FIRST, Duration.ofMinutes(1));
    assertEquals(List.of(FIRST, FIRST, FIRST), nights());

    // A rollback that died after its first store is taken up again.
    ServingStore shop = stores.all().get(1);
    shop.flip(shop.versions().get(0), shop.pointer());
    assertEquals(List.of(FIRST, SECOND, FIRST), nights());
    Rollback.execute(stores, SECOND, Duration.ofMinutes(1));
    assertEquals(List.of(SECOND, SECOND, SECOND), nights());

    String message =
        assertThrows(
                PublicationException.class,
                () -> Rollback.execute(stores, "2023-12-24", Duration.ofMinutes(1)))
            .getMessage();
    assertTrue(
        message.startsWith(
            "no version of night 2023-12-24 is kept in every store; kept are in files 2024-03-02"
                + " ("),
        message);
  }

  private void publish(SparkSession spark, String night) {
    publish(spark, night, stores.all());
  }

  private static void publish(SparkSession spark, String night, List<ServingStore> stores) {
    try (NightLists lists = PlainNights.lists(spark, night)) {
      PlainNights.publish(stores, lists, "w");
    }
  }

  private List<ServingStore> around(int store, Consumer<String> around) {
    List<ServingStore> all = new ArrayList<>(stores.all());
    all.set(store, new StoreAround(all.get(store), around));
    return all;
  }

  private static Consumer<String> failing(String at, String message) {
    return step -> {
      if (step.equals(at)) {
        throw new PublicationException(message);
      }
    };
  }

  private void restartPostgres() {
    try {
      postgres.restart();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What each store shows, asked for a list. */
  private List<String> nights() {
    return stores.all().stream()
        .map(store -> store.lookup(Surface.RECOMMENDATIONS, "u3").orElseThrow().night())
        .toList();
  }
}
