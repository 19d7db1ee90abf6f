package dev.nightjar.pipelines.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightjar.pipelines.night.SubmittedNight.Ended;
import dev.nightjar.pipelines.spark.InstalledSpark;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night of the unpacked archive under {@code conf/cluster.conf}, in one process and on a cluster
 * that loses workers, an executor and the driver: both publish the same bytes.
 */
@ExtendWith(SparkExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ClusterNightIT {

  private static final String CONF = "cluster.conf";

  /** Kryo as many clusters have it, and an executor of one core on each worker. */
  private static final List<String> CLUSTER =
      List.of(
          "--executor-memory",
          "1g",
          "--executor-cores",
          "1",
          "--total-executor-cores",
          "2",
          "--conf",
          "spark.serializer=org.apache.spark.serializer.KryoSerializer",
          "--conf",
          "spark.sql.shuffle.partitions=3",
          "--conf",
          "spark.ui.enabled=false");

  @TempDir private static Path directory;
  private static StandaloneCluster cluster;
  private static UnpackedArchive archive;
  private static ClusterShop shop;
  private static String lists;

  @BeforeAll
  static void start(SparkSession spark) throws Exception {
    Optional<Path> installed = InstalledSpark.home();
    assumeTrue(installed.isPresent(), "no Spark in pipelines/.venv; pipelines/bin/check makes it");
    shop = ClusterShop.write(spark, directory.resolve("shop"));
    archive = UnpackedArchive.in(Files.createDirectories(directory.resolve("opt")));
    cluster = StandaloneCluster.start(installed.get(), directory.resolve("cluster"), 2);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  @Order(1)
  void aNightInOneProcessPublishesLists() throws Exception {
    TinyShop places = places("one");
    Map<String, String> environment = environment(places, List.of("--master", "local[2]"));
    List<String> arguments = ClusterShop.night(archive.conf(CONF), "nightly");
    Ended night = SubmittedNight.follow(archive.launcher(environment, arguments), line -> false);
    assertEquals(0, night.code(), night::toString);
    lists = places.liveLists();
  }

  @Test
  @Order(2)
  void aNightSubmittedToTheClusterOutlivesWorkersAndStopsWithItsDriver() throws Exception {
    Losses losses = new Losses();
    losses.after("embed     find texts without a vector, ", cluster::loseWorker);
    losses.after("embed     done in ", cluster::loseExecutor);
    losses.after("train     fit sources, fold validation, ", cluster::loseWorker);
    losses.after("evaluate  ", cluster::loseDriver);
    List<String> options = onCluster();
    options.addAll(List.of("--deploy-mode", "cluster"));
    options.addAll(List.of("--conf", "spark.standalone.submit.waitAppCompletion=true"));
    Path said = directory.resolve("submit.log");
    Process submit =
        archive
            .launcher(
                environment(places("killed"), options),
                ClusterShop.night(archive.conf(CONF), "nightly"))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      while (!submit.waitFor(500, TimeUnit.MILLISECONDS)) {
        losses.see(cluster.driverLogs());
      }
    } finally {
      submit.destroyForcibly();
    }
    assertEquals(Map.of(), losses.waiting(), () -> read(said) + "\n" + cluster.driverLogs());
    // Its exit code is 0 all the same: Spark standalone tells a failed driver in words alone.
    assertTrue(read(said).contains("is FAILED, exiting"), () -> read(said));
  }

  @Test
  @Order(3)
  void theNightIsResumedOnTheClusterAndPublishesTheListsOfOneProcess() throws Exception {
    TinyShop places = places("killed");
    Losses losses = new Losses();
    losses.after("rank      read models, ", cluster::loseWorker);
    List<String> options = onCluster();
    options.addAll(List.of("--driver-memory", "1500m"));
    Ended resumed =
        SubmittedNight.follow(
            archive.sparkSubmit(
                cluster.home(),
                shop.environment(places),
                options,
                ClusterShop.night(archive.conf(CONF), "nightly", "--resume")),
            losses::see);
    assertEquals(0, resumed.code(), resumed::toString);
    assertEquals(Map.of(), losses.waiting(), resumed::toString);
    assertFalse(resumed.said("fit sources"), "the models were there already: " + resumed);
    assertEquals(lists, places.liveLists());
  }

  private static TinyShop places(String name) throws IOException {
    return new TinyShop(Files.createDirectories(directory.resolve(name)));
  }

  private static List<String> onCluster() {
    List<String> options = new ArrayList<>(List.of("--master", cluster.url()));
    options.addAll(CLUSTER);
    return options;
  }

  /** For the archive's launcher on the installed Spark. */
  private static Map<String, String> environment(TinyShop places, List<String> options) {
    Map<String, String> environment = new HashMap<>(shop.environment(places));
    environment.put("SPARK_HOME", cluster.home().toString());
    environment.put("NIGHTJAR_MEMORY", "1500m");
    environment.put("NIGHTJAR_SUBMIT_OPTIONS", String.join(" ", options));
    return environment;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is killed when a night says something for the first time. */
  private static final class Losses {

    private final Map<String, Loss> waiting = new LinkedHashMap<>();

    void after(String words, Loss loss) {
      waiting.put(words, loss);
    }

    /** False, so that the night goes on. */
    boolean see(String said) {
      for (String words : List.copyOf(waiting.keySet())) {
        if (said.contains(words)) {
          try {
            waiting.remove(words).happen();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
      return false;
    }

    Map<String, Loss> waiting() {
      return waiting;
    }
  }

  private interface Loss {
    void happen() throws IOException;
  }
}
