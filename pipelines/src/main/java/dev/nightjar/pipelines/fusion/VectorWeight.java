package dev.nightjar.pipelines.fusion;

import static org.apache.spark.sql.functions.col;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.content.TextSource;
import dev.nightjar.pipelines.fusion.pool.PoolLimits;
import dev.nightjar.pipelines.metric.RankingMetric;
import dev.nightjar.pipelines.settings.choice.Repeat;
import java.util.function.DoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Chooses the weight of one of two parts of item vectors by what users took after a cutoff. */
public final class VectorWeight {
  private static final double[] WEIGHTS = {0, 0.25, 0.5, 0.75, 1};

  private VectorWeight() {}

  /**
   * The weight whose vectors, as a source of their own, rank held-out items best; ties go to the
   * smaller weight.
   *
   * @param histories before the cutoff
   * @param targets {@code user INT, items ARRAY<INT>}, what users touched after it, at least one
   * @param fused one vector an item, by a weight from 0 to 1
   * @param top positions that the NDCG counts
   */
  public static double best(
      Dataset<Row> histories,
      Dataset<Row> targets,
      Catalog catalog,
      DoubleFunction<Vectors> fused,
      Decay decay,
      int top) {
    Dataset<Row> users =
        histories
            .join(targets.select(col("user"), col("items").as("targets")), "user")
            .select("user", "items", "ages", "weights", "targets")
            .persist(StorageLevel.MEMORY_AND_DISK());
    PoolLimits pool = new PoolLimits(top, Repeat.EXCLUDE);
    double best = WEIGHTS[0];
    double most = Double.NEGATIVE_INFINITY;
    try {
      for (double weight : WEIGHTS) {
        CandidateSource source = TextSource.of(catalog.withText(fused.apply(weight)), decay);
        // Over the same users for every weight, so that their sum ranks as their mean does.
        double ndcg = ListQuality.sum(RankingMetric.NDCG, users, source, catalog, pool);
        if (ndcg > most) {
          best = weight;
          most = ndcg;
        }
      }
      return best;
    } finally {
      users.unpersist();
    }
  }
}
