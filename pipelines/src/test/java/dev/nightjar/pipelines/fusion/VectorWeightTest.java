package dev.nightjar.pipelines.fusion;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.TasteLog;
import dev.nightjar.pipelines.candidate.content.VectorParts;
import dev.nightjar.pipelines.settings.choice.FusionMethod;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class VectorWeightTest {

  @Test
  void validationGivesNoiseNoMoreThanHalf(SparkSession spark) {
    List<History> all = TasteLog.histories(3);
    Dataset<Row> past =
        TasteLog.dataset(spark, all.stream().map(history -> history.without(1)).toList());
    Dataset<Row> targets =
        TasteLog.dataset(spark, all.stream().map(VectorWeightTest::last).toList())
            .select("user", "items");
    Catalog catalog = TasteLog.catalog(3);
    Random random = new Random(3);
    Vectors noise = Vectors.zeros(TasteLog.ITEMS, catalog.text().dimension());
    for (int i = 0; i < noise.values().length; i++) {
      noise.values()[i] = (float) random.nextGaussian();
    }
    double weight =
        VectorWeight.best(
            past,
            targets,
            catalog,
            w -> VectorParts.fuse(FusionMethod.WEIGHTED, catalog.text(), noise, w),
            Decay.NONE,
            10);
    assertTrue(weight >= 0.5, "weight " + weight);
  }

  private static History last(History history) {
    return History.of(history.user(), history.items()[history.size() - 1]);
  }
}
