package dev.nightjar.pipelines.benchmark.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.nightjar.pipelines.benchmark.protocol.Experiment;
import dev.nightjar.pipelines.benchmark.protocol.ItemLists;
import dev.nightjar.pipelines.benchmark.protocol.LeaveOneOut;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.tune.Budget;
import dev.nightjar.pipelines.tune.Point;
import dev.nightjar.pipelines.tune.TrialLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class SourceTuningTest {

  @Test
  void aResumedSearchKeepsTheBestPoint(SparkSession spark, @TempDir Path directory)
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (int user = 0; user < 60; user++) {
      StringBuilder line = new StringBuilder("u" + user);
      for (int step = 0; step < 6; step++) {
        line.append(" i").append((user * 3 + step * (1 + user % 4)) % 30);
      }
      lines.add(line.toString());
    }
    Path file = Files.write(directory.resolve("log.txt"), lines);
    Experiment experiment = LeaveOneOut.of(ItemLists.read(file));
    Path trials = directory.resolve("trials.jsonl");
    Point first = fit(spark, experiment, trials).point();
    FittedSource again = fit(spark, experiment, trials);
    assertNotEquals(Point.DEFAULTS, first);
    assertEquals(first, again.point());
  }

  private static FittedSource fit(SparkSession spark, Experiment experiment, Path trials) {
    Catalog catalog = Catalog.of(experiment.items().size());
    SourceTuning tuning =
        new SourceTuning(
            spark, experiment, ItemCatalogs.same(catalog), 5, 42, TrialLog.in(trials), line -> {});
    try {
      return tuning.fit(SourceKind.ITEM_TO_ITEM, Map.of(), Budget.parse("12"));
    } finally {
      tuning.close();
    }
  }
}
