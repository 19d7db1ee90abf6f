package dev.nightjar.pipelines.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The settings of a session for a night that is small. */
@ExtendWith(SparkExtension.class)
final class SmallNightTest {

  private static final String KEY = "spark.sql.codegen.maxFields";
  private static final long MEGABYTE = 1 << 20;

  @TempDir private Path directory;

  @BeforeEach
  void aSettingForSmallNights(SparkSession spark) {
    spark.conf().set(KEY, "100");
    spark.sparkContext().conf().set(SmallNight.PREFIX + KEY, "7");
  }

  @AfterEach
  void noSetting(SparkSession spark) {
    spark.sparkContext().conf().remove(SmallNight.PREFIX + KEY);
  }

  @Test
  void aSmallNightTakesThem(SparkSession spark) throws IOException {
    prepare(spark, "path = \"" + source(MEGABYTE) + "\", format = json");
    assertEquals("7", spark.conf().get(KEY));
  }

  @Test
  void aLargeNightDoesNot(SparkSession spark) throws IOException {
    prepare(spark, "path = \"" + source(40 * MEGABYTE) + "\", format = json");
    assertEquals("100", spark.conf().get(KEY));
  }

  @Test
  void aNightOfUnknownSizeDoesNot(SparkSession spark) {
    prepare(spark, "format = jdbc, options { url = \"jdbc:none\", dbtable = items }");
    assertEquals("100", spark.conf().get(KEY));
  }

  private void prepare(SparkSession spark, String source) {
    Settings settings =
        Settings.of(
            ConfigFactory.parseString(
                "lake.root = \""
                    + directory
                    + "\", ingest.sources.items { table = items, "
                    + source
                    + ", select { item_id = item_id, title = item_id } }"));
    Lake lake = new Lake(spark, directory.toString());
    SmallNight.prepare(spark, settings, lake, new Night(LocalDate.of(2025, 3, 1)));
  }

  private Path source(long bytes) throws IOException {
    Path path = directory.resolve("items.jsonl");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(bytes);
    }
    return path;
  }
}
