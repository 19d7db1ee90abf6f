package dev.nightjar.pipelines.benchmark.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.file.InputException;
import dev.nightjar.pipelines.settings.AlsSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.settings.choice.AlsSolver;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class AlsBenchmarkTest {

  @TempDir private Path directory;

  @Test
  void bothTrainersAreTimedAndReachTheSameObjective(SparkSession spark) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int user = 0; user < 40; user++) {
      for (int step = 0; step < 5; step++) {
        lines.add("u" + user + "\ti" + (user % 3 + step * (1 + user % 4)) + "\t1.5");
      }
    }
    StrengthLog log = StrengthLog.read(Files.write(directory.resolve("log.tsv"), lines));
    AlsSettings settings = settings("iterations = 3, frequency-offset = 0, blocks = 1");
    List<String> told = new ArrayList<>();
    List<ResultLine> results =
        new AlsBenchmark(log.histories(spark), log.items(), settings)
            .run(List.of(AlsSolver.values()), told::add);
    assertEquals(List.of("nightjar", "mllib"), results.stream().map(ResultLine::model).toList());
    double ours = Double.parseDouble(results.get(0).figures().get("objective"));
    double theirs = Double.parseDouble(results.get(1).figures().get("objective"));
    assertEquals(1, ours / theirs, 0.1, ours + " and " + theirs);
    assertTrue(results.get(0).figures().containsKey("seconds_per_iteration"));
    assertEquals(6, told.size(), told.toString());
  }

  @Test
  void oneIterationAloneCannotBeTimed(SparkSession spark) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new AlsBenchmark(spark.emptyDataFrame(), 1, settings("iterations = 1")));
    assertEquals("--iterations is 1; give at least 2, the first one is not timed", e.getMessage());
  }

  @Test
  void aLineThatIsNoEventIsNamed() throws IOException {
    Path file = Files.write(directory.resolve("bad.tsv"), List.of("u\ti\t1", "u\ti\tmany"));
    InputException e = assertThrows(InputException.class, () -> StrengthLog.read(file));
    assertTrue(e.getMessage().contains("has the strength 'many'"), e.getMessage());
    Path blanks = Files.write(directory.resolve("blanks.tsv"), List.of("u i 1"));
    InputException tabs = assertThrows(InputException.class, () -> StrengthLog.read(blanks));
    assertTrue(tabs.getMessage().contains("put tabs between the three"), tabs.getMessage());
  }

  private static AlsSettings settings(String block) {
    return ShippedSettings.with("train.als { rank = 4, " + block + " }").train().candidates().als();
  }
}
