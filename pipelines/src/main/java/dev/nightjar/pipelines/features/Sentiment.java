package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import dev.nightjar.pipelines.array.Ridge;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the text of a review says about the item, as the rating that its vector foretells: ridge
 * regression on the reviews that carry a rating. The vectors are learnt from, never looked up, so
 * that reviews without a rating count too.
 *
 * @param weights one a dimension of the vectors
 * @param bias rating foretold for the vector of zeros
 * @param low the least rating that was given
 * @param high the largest
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record Sentiment(double[] weights, double bias, double low, double high) implements Serializable {
  /** Below so few ratings a regression says nothing. */
  private static final int LEAST = 100;

  private static final int MOST = 20_000;

  /**
   * Learns from a seeded sample of the reviews with a rating; empty where there are too few or all
   * gave the same.
   *
   * @param reviews {@code review_id, rating DOUBLE, vector ARRAY<FLOAT>}
   */
  static Optional<Sentiment> fit(Dataset<Row> reviews, long seed) {
    List<Row> sample =
        reviews
            .where("rating IS NOT NULL AND vector IS NOT NULL")
            .orderBy(xxhash64(col("review_id"), lit(seed)), col("review_id"))
            .limit(MOST)
            .select("rating", "vector")
            .collectAsList();
    double low = sample.stream().mapToDouble(row -> row.getDouble(0)).min().orElse(0);
    double high = sample.stream().mapToDouble(row -> row.getDouble(0)).max().orElse(0);
    return sample.size() < LEAST || low == high
        ? Optional.empty()
        : Optional.of(fit(sample, low, high));
  }

  private static Sentiment fit(List<Row> sample, double low, double high) {
    int dimension = sample.get(0).getList(1).size();
    int rows = sample.size();
    double[] mean = new double[dimension];
    double meanRating = 0;
    for (Row row : sample) {
      List<Float> vector = row.getList(1);
      meanRating += row.getDouble(0) / rows;
      for (int d = 0; d < dimension; d++) {
        mean[d] += vector.get(d) / (double) rows;
      }
    }
    Ridge ridge = new Ridge(dimension, 1);
    double[] centred = new double[dimension];
    double trace = 0;
    for (Row row : sample) {
      List<Float> vector = row.getList(1);
      for (int d = 0; d < dimension; d++) {
        centred[d] = vector.get(d) - mean[d];
        trace += centred[d] * centred[d];
      }
      ridge.add(1, centred, row.getDouble(0) - meanRating);
    }
    // As many reviews as dimensions shrink to half; more of them less.
    ridge.penalise(trace / rows + 1e-9);
    double[] weights = ridge.solve()[0];
    double bias = meanRating;
    for (int d = 0; d < dimension; d++) {
      bias -= weights[d] * mean[d];
    }
    return new Sentiment(weights, bias, low, high);
  }

  /** From -1, where the least rating is foretold, to 1. */
  double of(float[] vector) {
    double rating = bias;
    for (int d = 0; d < vector.length; d++) {
      rating += weights[d] * vector[d];
    }
    return Math.max(-1, Math.min(1, 2 * (rating - low) / (high - low) - 1));
  }
}
