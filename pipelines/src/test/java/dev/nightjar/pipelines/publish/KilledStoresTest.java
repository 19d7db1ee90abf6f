package dev.nightjar.pipelines.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.server.PostgresExtension;
import dev.nightjar.pipelines.server.PostgresServer;
import dev.nightjar.pipelines.server.RedisExtension;
import dev.nightjar.pipelines.server.RedisProcess;
import dev.nightjar.pipelines.spark.InstalledSpark;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that publishes to three stores is killed at every step, night after night, while two
 * readers a store poll, without pause once it is dead.
 */
@ExtendWith({SparkExtension.class, RedisExtension.class, PostgresExtension.class})
final class KilledStoresTest {

  /** Store and step at which a night's publisher dies. */
  private static final List<String> DEATHS =
      List.of(
          "shop prepare done",
          "files load",
          "shop load",
          "warehouse load",
          "warehouse load done",
          "warehouse verify done",
          "files flip done",
          "shop flip done",
          "warehouse flip done",
          "shop collect");

  private static final long SEED = 20240301;
  private static final long READS_A_DEATH = 8_000;
  private static final long PATIENCE_SECONDS = 300;

  @TempDir private Path files;
  @TempDir private Path signs;

  /** What the process does that is killed: settings, night, death, directory of signs. */
  public static void main(String[] arguments) throws Exception {
    String night = arguments[1];
    Path signs = Path.of(arguments[3]);
    SparkSession spark = SparkExtension.start("local[1]");
    NightLists lists = PlainNights.lists(spark, night);
    Files.createFile(signs.resolve(night + "-ready"));
    while (!Files.exists(signs.resolve(night + "-go"))) {
      Thread.sleep(5);
    }
    String settings = Files.readString(Path.of(arguments[0]));
    Stores stores = Stores.open(PlainNights.settings(settings), new Configuration());
    List<ServingStore> dying =
        stores.all().stream()
            .<ServingStore>map(
                store -> new StoreAround(store, dying(store.name(), arguments[2], night, signs)))
            .toList();
    PlainNights.publish(dying, lists, "w");
  }

  /** A load is killed while it goes on; every other step when the publisher stands still. */
  private static Consumer<String> dying(String store, String death, String night, Path signs) {
    return step -> {
      if ((store + " " + step).equals(death)) {
        try {
          Files.createFile(signs.resolve(night + "-dying"));
          if (!step.equals("load")) {
            Thread.sleep(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  @Test
  void readersSeeWholeNightsWhateverStepAPublisherDiesAt(
      SparkSession spark, RedisProcess redis, PostgresServer postgres) throws Exception {
    ThreeStores settings = ThreeStores.of(files, redis, postgres);
    Path conf = Files.writeString(signs.resolve("stores.conf"), settings.settings());
    Random random = new Random(SEED);
    try (Stores stores =
        Stores.open(PlainNights.settings(settings.settings()), new Configuration())) {
      publish(spark, stores, "2024-03-01");
      try (PollingReaders readers = PollingReaders.start(settings)) {
        Process next = start(conf, 0);
        for (int death = 0; death < DEATHS.size(); death++) {
          Process publishing = next;
          readers.rest(50);
          await(sign(death, "ready"), publishing);
          readers.rest(2);
          next = death + 1 < DEATHS.size() ? start(conf, death + 1) : null;
          Files.createFile(sign(death, "go"));
          await(sign(death, "dying"), publishing);
          if (DEATHS.get(death).endsWith("load")) {
            Thread.sleep(random.nextInt(60));
          }
          publishing.destroyForcibly().waitFor();
          readers.readWithoutPause();
          readers.awaitReads(READS_A_DEATH);
          readers.requireRight();
        }
        long killed = System.nanoTime();
        publish(spark, stores, "2024-03-20");
        double seconds = (System.nanoTime() - killed) / 1e9;
        readers.awaitReads(READS_A_DEATH);
        readers.requireRight();
        System.out.printf(
            "RESULT test=killed-stores seed=%d kills=%d %s wrong=0 right_night_s=%.2f%n",
            SEED, DEATHS.size(), readers.counts(), seconds);
      }
      for (ServingStore store : stores.all()) {
        assertEquals("2024-03-20", store.live().orElseThrow().night());
        store.verify(store.live().orElseThrow());
        List<String> kept = store.versions().stream().map(Publication::version).toList();
        assertEquals(2, kept.size(), kept.toString());
      }
      assertEquals(2, Nights.directories(files).size());
    }
  }

  private Path sign(int death, String word) {
    return signs.resolve(night(death) + "-" + word);
  }

  private static String night(int death) {
    return String.format(java.util.Locale.ROOT, "2024-03-%02d", death + 2);
  }

  private static void publish(SparkSession spark, Stores stores, String night) {
    try (NightLists lists = PlainNights.lists(spark, night)) {
      PlainNights.publish(stores.all(), lists, "w");
    }
  }

  private Process start(Path conf, int death) throws IOException {
    List<String> command = InstalledSpark.java(System.getProperty("java.class.path"), "-Xmx1g");
    command.add(KilledStoresTest.class.getName());
    command.addAll(List.of(conf.toString(), night(death), DEATHS.get(death), signs.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(signs.resolve(night(death) + ".log").toFile())
        .start();
  }

  private static void await(Path sign, Process process) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(sign)) {
      assertTrue(
          process.isAlive() && System.nanoTime() < end,
          () -> "the publisher did not come to " + sign.getFileName() + tail(sign));
      Thread.sleep(5);
    }
  }

  private static String tail(Path sign) {
    try {
      Path log = sign.resolveSibling(sign.getFileName().toString().substring(0, 10) + ".log");
      String text = Files.readString(log);
      return ": " + text.substring(Math.max(0, text.length() - 2000));
    } catch (IOException e) {
      return "";
    }
  }
}
