package dev.nightjar.udfs.sql.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.udfs.sql.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SparkExtension.class)
class EmbedSettingTest {

  @ParameterizedTest
  @EnumSource
  void theReadmeHasEverySetting(EmbedSetting setting) throws IOException {
    String row =
        "| `%s` | `%s` | %s |"
            .formatted(
                setting.key().substring("spark.nightjar.embed.".length()),
                setting.defaultValue(),
                setting.meaning());
    assertTrue(Files.readString(Path.of("README.md")).contains(row), row);
  }

  @Test
  void keysAreKebabCase() {
    assertEquals("spark.nightjar.embed.batch-tokens", EmbedSetting.BATCH_TOKENS.key());
  }

  @ParameterizedTest
  @CsvSource({
    "batch-tokens,many,'spark.nightjar.embed.batch-tokens is many; set a whole number'",
    "batch-tokens,-1,'spark.nightjar.embed.batch-tokens is -1; set 0 or more'",
    "window-rows,0,'spark.nightjar.embed.window-rows is 0; set 1 or more'",
    "window-bytes,0,'spark.nightjar.embed.window-bytes is 0; set 1 or more'",
    "threads,3000000000,'spark.nightjar.embed.threads is 3000000000; set at most 2147483647'",
    "window-rows,2147483648,'spark.nightjar.embed.window-rows is 2147483648; set at most 2147483647'",
    "max-tokens,2,'maximum tokens is 2; set a number from 3'",
    "device,tpu,'device is tpu; set auto, cpu or gpu'",
    "gpu-arena,big,'GPU arena is big; set kNextPowerOfTwo or kSameAsRequested'"
  })
  void wrongValuesAreRefused(String name, String value, String message, SparkSession spark) {
    spark.conf().set("spark.nightjar.embed." + name, value);
    Exception error =
        assertThrows(Exception.class, () -> spark.sql("SELECT embed_text('x')").collect());
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void viewsAndSqlFunctionsReadTheSettingsOfTheSession(SparkSession spark) {
    spark.conf().set(EmbedSetting.DIMENSION.key(), "16");
    spark.sql(
        "CREATE TEMPORARY VIEW vectors AS SELECT id, embed_text(concat('a ', id)) AS v FROM"
            + " range(3)");
    spark.sql(
        "CREATE TEMPORARY FUNCTION dimension(text STRING) RETURNS INT RETURN size(embed_text(text))");
    assertEquals(16, dimension(spark, "SELECT v FROM vectors"));
    assertEquals(
        16, spark.sql("SELECT dimension(concat('a ', id)) FROM range(3)").head().getInt(0));
    spark.conf().set(EmbedSetting.DIMENSION.key(), "24");
    assertEquals(24, dimension(spark, "SELECT v FROM vectors"));
  }

  private static int dimension(SparkSession spark, String query) {
    return spark.sql(query).head().getList(0).size();
  }
}
