package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.col;

import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.content.VectorParts;
import dev.nightjar.pipelines.fold.HistoryRows;
import dev.nightjar.pipelines.fusion.Examples;
import dev.nightjar.pipelines.fusion.VectorWeight;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.choice.FusionMethod;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Chooses the shares of two parts in an item's vector: those whose vectors, as a source of their
 * own, rank best what users touched in the window after the fold {@code validation}. The
 * evaluation's window stays unseen.
 *
 * @param histories {@code user, items, ages, weights}, whole
 * @param window days
 */
record PartShare(Dataset<Row> histories, int window, Settings settings) {

  /** Users that tell five shares apart; more would cost a large shop minutes. */
  private static final int USERS = 10_000;

  /** For a log whose window teaches nothing. */
  private static final double UNTAUGHT = 0.25;

  /** Makes one vector an item of both parts by a weight. */
  private interface Mix {
    Vectors of(Vectors first, Vectors second, double weight);
  }

  /**
   * The share of the reviews beside the catalog text.
   *
   * @param parts {@code fold, item, text_vector, review_vector}
   */
  double ofReviews(Dataset<Row> parts) {
    Mix mix =
        (text, reviews, weight) -> VectorParts.fuse(FusionMethod.WEIGHTED, text, reviews, weight);
    return 1 - best(parts, "text_vector", "review_vector", mix, 1 - UNTAUGHT);
  }

  /**
   * The share of the picture beside text and reviews.
   *
   * @param parts {@code fold, item, vector, image_vector}
   */
  double ofPictures(Dataset<Row> parts) {
    return best(parts, "vector", "image_vector", VectorParts::concat, UNTAUGHT);
  }

  private double best(Dataset<Row> parts, String first, String second, Mix mix, double otherwise) {
    int from = Fold.VALIDATION.daysBefore(window);
    Dataset<Row> targets =
        Examples.sample(
                HistoryRows.touched(histories, from, from - window, true),
                Math.min(USERS, settings.evaluate().maxUsers()),
                settings.seed())
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> known = parts.where(col("fold").equalTo(Fold.VALIDATION.word()));
    Row largest = known.agg(functions.max("item")).first();
    try {
      if (largest.isNullAt(0) || targets.isEmpty()) {
        return otherwise;
      }
      int count = largest.getInt(0) + 1;
      Vectors a = VectorRows.ofItems(known, first, count);
      Vectors b = VectorRows.ofItems(known, second, count);
      if (a.isAbsent() || b.isAbsent()) {
        return otherwise;
      }
      return VectorWeight.best(
          HistoryRows.before(histories, from),
          targets,
          Catalog.of(count),
          weight -> mix.of(a, b, weight),
          Decay.ofTaste(settings.train().candidates()),
          settings.evaluate().k());
    } finally {
      targets.unpersist();
    }
  }
}
