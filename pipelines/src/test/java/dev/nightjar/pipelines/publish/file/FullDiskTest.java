package dev.nightjar.pipelines.publish.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightjar.pipelines.publish.Nights;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
final class FullDiskTest {

  @TempDir private Path lake;
  @TempDir private Path disk;

  @Test
  void aFullDiskLeavesTheLiveListsAndNoRubbish(SparkSession spark) throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0,
        "a small disk can be mounted by root only");
    try {
      Path published = disk.resolve("published");
      Nights nights = new Nights(spark, lake, published);
      nights.ranked("2024-03-01", 0).publish("2024-03-01");
      Publication live = Nights.live(published);
      long free = disk.toFile().getUsableSpace();
      Path ballast = Files.write(disk.resolve("ballast"), new byte[(int) free - 20_000]);
      nights.ranked("2024-03-02", 1);

      PublicationException full =
          assertThrows(PublicationException.class, () -> nights.publish("2024-03-02"));

      assertTrue(
          full.getMessage().startsWith("night 2024-03-02 was not published: ")
              && full.getMessage().contains("No space left on device")
              && full.getMessage().contains("; readers still see " + live.version() + "."),
          full.getMessage());
      assertEquals(1, nights.runs("2024-03-02").where("verdict = 'failed'").count());
      assertEquals(live, Nights.live(published));
      nights.store().verify(live);
      assertEquals(List.of(live.version()), Nights.directories(published));

      Files.delete(ballast);
      nights.publish("2024-03-02");
      assertEquals("2024-03-02", Nights.live(published).night());
    } finally {
      assertEquals(0, run("umount", disk.toString()));
    }
  }

  private static int run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (java.io.IOException e) {
      return -1;
    }
  }
}
