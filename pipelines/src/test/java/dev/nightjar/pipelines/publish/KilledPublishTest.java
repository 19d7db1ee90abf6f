package dev.nightjar.pipelines.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
final class KilledPublishTest {

  private static final long PATIENCE_SECONDS = 300;

  @TempDir private Path lake;
  @TempDir private Path published;

  /** What the process does that is killed: publishes a night of the given lake. */
  public static void main(String[] arguments) {
    SparkSession spark = SparkExtension.start("local[1]");
    new Nights(spark, Path.of(arguments[0]), Path.of(arguments[1])).publish(arguments[2]);
  }

  @Test
  void aKilledPublicationLeavesTheLiveListsAndIsSweptByTheNextOne(SparkSession spark)
      throws Exception {
    Nights nights = new Nights(spark, lake, published);
    nights.ranked("2024-03-01", 0).publish("2024-03-01");
    nights.ranked("2024-03-02", 1);
    Publication live = Nights.live(published);

    Process publishing = start("2024-03-02");
    Path half = firstFileOfAnotherVersion(live.version(), publishing);
    publishing.destroyForcibly().waitFor();

    assertEquals(live, Nights.live(published));
    nights.store().verify(live);
    assertEquals(List.of(live), nights.store().versions());
    assertTrue(Files.exists(half), "nothing was left half-written, so nothing was tested");

    nights.publish("2024-03-02");

    assertEquals("2024-03-02", Nights.live(published).night());
    assertEquals(
        List.of(live.version(), Nights.live(published).version()), Nights.directories(published));
  }

  private Process start(String night) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(KilledPublishTest.class.getName());
    command.addAll(List.of(lake.toString(), published.toString(), night));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Waits until a version is being written besides the live one. */
  private Path firstFileOfAnotherVersion(String live, Process publishing) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end && publishing.isAlive()) {
      for (String name : Nights.directories(published)) {
        if (!name.equals(live)) {
          return published.resolve("versions").resolve(name);
        }
      }
      Thread.sleep(1);
    }
    throw new AssertionError("the process wrote no version before it ended or ran out of time");
  }
}
