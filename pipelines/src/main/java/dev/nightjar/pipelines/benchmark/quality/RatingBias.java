package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.benchmark.protocol.Rating;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of a rating that user and item explain by themselves: mean plus two damped offsets
 * (Koren, Bell and Volinsky 2009, equation 3, fitted one after the other).
 */
final class RatingBias {
  private final double mean;
  private final Map<String, Double> items;
  private final Map<String, Double> users;

  private RatingBias(double mean, Map<String, Double> items, Map<String, Double> users) {
    this.mean = mean;
    this.items = items;
    this.users = users;
  }

  /**
   * Fits the offsets.
   *
   * @param damping so many ratings of offset 0 are added to those of each user and item
   */
  static RatingBias fit(List<Rating> ratings, double damping) {
    double mean = ratings.stream().mapToDouble(Rating::value).average().orElse(0);
    Map<String, double[]> sums = new HashMap<>();
    for (Rating rating : ratings) {
      add(sums, rating.item(), rating.value() - mean);
    }
    Map<String, Double> items = offsets(sums, damping);
    sums.clear();
    for (Rating rating : ratings) {
      add(sums, rating.user(), rating.value() - mean - items.get(rating.item()));
    }
    return new RatingBias(mean, items, offsets(sums, damping));
  }

  /** The expected rating; a user or item that was not there has offset 0. */
  double of(Rating rating) {
    return mean + items.getOrDefault(rating.item(), 0.0) + users.getOrDefault(rating.user(), 0.0);
  }

  private static void add(Map<String, double[]> sums, String id, double difference) {
    double[] sum = sums.computeIfAbsent(id, key -> new double[2]);
    sum[0] += difference;
    sum[1]++;
  }

  private static Map<String, Double> offsets(Map<String, double[]> sums, double damping) {
    Map<String, Double> offsets = new HashMap<>();
    sums.forEach((id, sum) -> offsets.put(id, sum[0] / (sum[1] + damping)));
    return offsets;
  }
}
