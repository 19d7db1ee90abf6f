package dev.nightjar.pipelines.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the strengths of a log allow. */
@ExtendWith(SparkExtension.class)
final class EventLogTest {

  @TempDir private Path directory;

  @Test
  void theWindowsFollowTheEventsThatSaySomething(SparkSession spark) {
    EventLog log = read(spark, "('view', 1d, null, 12.5d), ('view', 0d, null, 90d)");
    assertEquals(3, log.window());
    assertFalse(log.dislikes());
    assertTrue(read(spark, "('view', 1d, null, 40d), ('return', -5d, null, 2d)").dislikes());
  }

  @Test
  void aShopOfComplaintsIsToldThatNothingSaysWhatPeopleLike(SparkSession spark) {
    assertEquals(
        "none of the 3 interactions before the end of night 2025-03-01 has a strength above 0, and 2"
            + " have one below, so that nothing says what people like; check features.kinds, or"
            + " ingest events that do",
        refused(
            spark, "('rating', -2d, 1d, 9d), ('return', -5d, null, 8d), ('rating', 0d, null, 7d)"));
  }

  @Test
  void aStrengthThatIsNoFiniteNumberIsNamedWithItsValue(SparkSession spark) {
    assertEquals(
        "features.kinds.rating gives strength NaN to an event of value 2.0; give an expression that"
            + " is a finite number for every value, or null where it says nothing",
        refused(spark, "('view', 1d, null, 9d), ('rating', double('NaN'), 2d, 8d)"));
    assertTrue(
        refused(spark, "('rating', double('-Infinity'), 0d, 8d), ('view', 1d, null, 9d)")
            .startsWith(
                "features.kinds.rating gives strength -Infinity to an event of value 0.0;"));
  }

  @Test
  void aLogWithoutEventsIsRefused(SparkSession spark) {
    assertEquals(
        "no interaction before the end of night 2025-03-01; ingest a log that reaches it, or check"
            + " features.kinds",
        assertThrows(
                IllegalStateException.class,
                () -> EventLog.of(run(spark), events(spark, "('view', 1d, null, 9d)").limit(0)))
            .getMessage());
  }

  private String refused(SparkSession spark, String rows) {
    return assertThrows(IllegalStateException.class, () -> read(spark, rows)).getMessage();
  }

  private EventLog read(SparkSession spark, String rows) {
    return EventLog.of(run(spark), events(spark, rows));
  }

  private static Dataset<Row> events(SparkSession spark, String rows) {
    return spark.sql("SELECT * FROM VALUES " + rows + " AS events(kind, weight, value, age)");
  }

  private StageRun run(SparkSession spark) {
    try (Console console = new Console(spark.sparkContext())) {
      return new StageRun(
          new Equipment(
              spark, ShippedSettings.with(), new Lake(spark, directory.toString()), console),
          new Night(LocalDate.of(2025, 3, 1)),
          "features");
    }
  }
}
