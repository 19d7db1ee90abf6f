package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.col;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.Vectors;
import dev.nightjar.pipelines.fusion.Examples;
import dev.nightjar.pipelines.fusion.VectorWeight;
import dev.nightjar.pipelines.model.HistoryRows;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.settings.Settings;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/** Chooses the share of the reviews in an item's vector. */
final class ReviewShare {

  /** For a log whose window teaches nothing. */
  private static final double DEFAULT = 0.25;

  private ReviewShare() {}

  /**
   * The share whose vectors, as a source of their own, rank best what users touched in the window
   * after the fold {@code validation}: the evaluation's window stays unseen.
   *
   * @param histories {@code user, items, ages, weights}, whole
   * @param parts {@code fold, item, text_vector, review_vector}
   * @param window days
   */
  static double best(Dataset<Row> histories, Dataset<Row> parts, int window, Settings settings) {
    int from = Fold.VALIDATION.daysBefore(window);
    Dataset<Row> targets =
        Examples.sample(
                HistoryRows.touched(histories, from, from - window, true),
                settings.evaluate().maxUsers(),
                settings.seed())
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> known = parts.where(col("fold").equalTo(Fold.VALIDATION.word()));
    Row largest = known.agg(functions.max("item")).first();
    try {
      if (largest.isNullAt(0) || targets.isEmpty()) {
        return DEFAULT;
      }
      int count = largest.getInt(0) + 1;
      Vectors text = Vectors.ofItems(known, "text_vector", count);
      Vectors reviews = Vectors.ofItems(known, "review_vector", count);
      if (text.isAbsent() || reviews.isAbsent()) {
        return DEFAULT;
      }
      Decay decay =
          new Decay(settings.train().tasteStepDecay(), settings.features().tasteHalfLifeDays());
      return 1
          - VectorWeight.best(
              HistoryRows.before(histories, from),
              targets,
              Catalog.of(count),
              text,
              reviews,
              decay,
              settings.evaluate().k());
    } finally {
      targets.unpersist();
    }
  }
}
