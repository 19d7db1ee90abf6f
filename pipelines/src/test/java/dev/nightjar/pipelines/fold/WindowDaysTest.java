package dev.nightjar.pipelines.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Attempt;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.RunId;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
final class WindowDaysTest {

  @Test
  void aLongLogGetsTheWindowThatIsWanted() {
    assertEquals(7, WindowDays.days(7, 28));
  }

  @Test
  void aShortLogIsCutIntoFourWindowsOfWholeDays() {
    assertEquals(6, WindowDays.days(7, 27.9));
    assertEquals(2, WindowDays.days(7, 11));
  }

  @Test
  void aWindowIsAtLeastADay() {
    assertEquals(1, WindowDays.days(7, 0.5));
  }

  @Test
  void laterStagesHoldOutWhatTheProfilesHoldOut(SparkSession spark, @TempDir Path root) {
    Settings since =
        Settings.of(
            ConfigFactory.parseMap(Map.of("lake.root", root.toString(), "train.window-days", 14)));
    Lake lake = new Lake(spark, root.toString());
    Night night = new Night(LocalDate.of(2025, 3, 1));
    List<Integer> windows = new ArrayList<>();
    try (Console console = new Console(spark.sparkContext())) {
      Attempt attempt =
          new Attempt(
              new Equipment(spark, since, lake, console),
              night,
              RunId.starting(night, Instant.now()));
      attempt.execute("features", run -> run.count(WindowDays.COUNT, 3));
      attempt.execute("train", run -> windows.add(WindowDays.of(run)));
    }
    assertEquals(List.of(3), windows);
  }
}
