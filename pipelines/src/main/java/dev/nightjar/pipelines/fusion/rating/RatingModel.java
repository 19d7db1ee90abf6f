package dev.nightjar.pipelines.fusion.rating;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.array.Cholesky;
import dev.nightjar.pipelines.array.Numbers;
import java.io.Serializable;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * From the ranker's score to the rating that the user would give to the item: least squares over
 * what was rated in a held-out window, on the offsets of item and user and the score, which counts
 * by how it differs among a user's items, for users' scores are of different size. The mean is that
 * of all ratings, since those of a window depend on who happens to rate in it. It holds for items
 * that users choose to take and rate; of others nobody knows.
 *
 * @param offsets of items and users
 * @param intercept for which the leads of the window add nothing on average
 * @param item weight of the item's offset
 * @param user weight of the user's offset
 * @param lead weight of the ranker's lead: the score less the largest of the user's candidates
 * @param lowest rating ever given, no expectation is below
 * @param highest rating ever given, no expectation is above
 */
public record RatingModel(
    RatingOffsets offsets,
    double intercept,
    double item,
    double user,
    double lead,
    double lowest,
    double highest)
    implements Serializable {

  /** Tried in this order; the first is kept unless another fits the window better. */
  private static final double[] DAMPINGS = {5, 1, 2, 10, 25, 50};

  /** Ratings that would have to speak against the offsets as they are to halve their say. */
  private static final double PRIOR = 10;

  /**
   * The ratings of a user are alike: n of them weigh as n * ALIKE / (n + ALIKE), so that a few who
   * rate much do not stand for all.
   */
  private static final double ALIKE = 1;

  private static final int TERMS = 3;

  /** The expected rating. */
  public double expected(double itemOffset, double userOffset, double rankerLead) {
    double rating =
        offsets.mean() + intercept + item * itemOffset + user * userOffset + lead * rankerLead;
    return Math.min(highest, Math.max(lowest, rating));
  }

  /**
   * Expected ratings of a user's items, in their order.
   *
   * @param ofItems offsets of all items
   */
  public double[] expected(double[] ofItems, RatedItems rated) {
    double ofUser = offsets.ofUser(ofItems, rated.known(), rated.knownRatings());
    double[] expected = new double[rated.items().length];
    Arrays.setAll(expected, i -> expected(ofItems[rated.items()[i]], ofUser, rated.leads()[i]));
    return expected;
  }

  /** The same model as if window and ranker had said nothing: mean and offsets alone. */
  public RatingModel offsetsAlone() {
    return new RatingModel(offsets, 0, 1, 1, 0, lowest, highest);
  }

  /**
   * Fits the weights to a window; few ratings leave them near those of {@link #offsetsAlone}.
   *
   * @param users with what they rated in the window
   * @param catalog with the ratings from before it
   * @return empty where nobody rated before the window or in it
   */
  public static Optional<RatingModel> fit(List<RatedItems> users, Catalog catalog) {
    double mean = RatingOffsets.mean(catalog);
    Cases cases = Cases.of(users);
    if (Double.isNaN(mean) || cases.targets().length == 0) {
      return Optional.empty();
    }
    RatingModel best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double damping : DAMPINGS) {
      RatingOffsets offsets = new RatingOffsets(mean, damping);
      double[][] inputs = cases.inputs(users, offsets, offsets.ofItems(catalog));
      double[] weights = weights(inputs, cases, mean);
      double error = error(inputs, cases, mean, weights);
      if (error < least) {
        least = error;
        double slope = weights[2] / cases.spread();
        best =
            new RatingModel(
                offsets,
                -slope * cases.center(),
                weights[0],
                weights[1],
                slope,
                cases.lowest(),
                cases.highest());
      }
    }
    return Optional.of(best);
  }

  /** Ridge regression towards offsets as they are and no lead. */
  private static double[] weights(double[][] inputs, Cases cases, double mean) {
    double[] start = {1, 1, 0};
    double[] matrix = new double[TERMS * TERMS];
    double[] right = new double[TERMS];
    for (int t = 0; t < TERMS; t++) {
      matrix[t * TERMS + t] = PRIOR;
    }
    for (int i = 0; i < inputs.length; i++) {
      double rest = cases.targets()[i] - mean - dot(inputs[i], start);
      for (int t = 0; t < TERMS; t++) {
        double weighted = cases.weights()[i] * inputs[i][t];
        right[t] += weighted * rest;
        for (int u = 0; u <= t; u++) {
          matrix[t * TERMS + u] += weighted * inputs[i][u];
        }
      }
    }
    Cholesky.decompose(matrix, TERMS);
    Cholesky.solve(matrix, TERMS, right);
    for (int t = 0; t < TERMS; t++) {
      right[t] += start[t];
    }
    return right;
  }

  private static double error(double[][] inputs, Cases cases, double mean, double[] weights) {
    double sum = 0;
    for (int i = 0; i < inputs.length; i++) {
      double rest = cases.targets()[i] - mean - dot(inputs[i], weights);
      sum += cases.weights()[i] * rest * rest;
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      sum += a[t] * b[t];
    }
    return sum;
  }

  /**
   * All ratings of the window, user by user.
   *
   * @param within leads less the mean of the user's
   * @param center mean of all leads
   * @param spread standard deviation of {@code within}, 1 where there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  private record Cases(
      double[] targets,
      double[] weights,
      double[] within,
      double center,
      double spread,
      double lowest,
      double highest) {

    static Cases of(List<RatedItems> users) {
      double[] targets =
          users.stream().flatMapToDouble(u -> Numbers.doubles(u.ratings())).toArray();
      double[] within = users.stream().flatMapToDouble(u -> within(u.leads())).toArray();
      double variance = Arrays.stream(within).map(w -> w * w).average().orElse(0);
      DoubleSummaryStatistics given =
          users.stream()
              .flatMapToDouble(
                  u ->
                      DoubleStream.concat(
                          Numbers.doubles(u.ratings()), Numbers.doubles(u.knownRatings())))
              .summaryStatistics();
      return new Cases(
          targets,
          users.stream().flatMapToDouble(user -> weights(user.ratings().length)).toArray(),
          within,
          users.stream().flatMapToDouble(user -> Numbers.doubles(user.leads())).average().orElse(0),
          variance > 0 ? Math.sqrt(variance) : 1,
          given.getMin(),
          given.getMax());
    }

    private static DoubleStream weights(int ratings) {
      return DoubleStream.generate(() -> ALIKE / (ratings + ALIKE)).limit(ratings);
    }

    private static DoubleStream within(float[] leads) {
      double mean = Numbers.doubles(leads).average().orElse(0);
      return Numbers.doubles(leads).map(lead -> lead - mean);
    }

    double[][] inputs(List<RatedItems> users, RatingOffsets offsets, double[] ofItems) {
      double[][] inputs = new double[targets.length][];
      int at = 0;
      for (RatedItems user : users) {
        double ofUser = offsets.ofUser(ofItems, user.known(), user.knownRatings());
        for (int item : user.items()) {
          inputs[at] = new double[] {ofItems[item], ofUser, within[at] / spread};
          at++;
        }
      }
      return inputs;
    }
  }
}
