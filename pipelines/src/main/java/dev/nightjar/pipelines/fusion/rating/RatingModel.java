package dev.nightjar.pipelines.fusion.rating;

import dev.nightjar.pipelines.array.DotProduct;
import dev.nightjar.pipelines.array.Numbers;
import dev.nightjar.pipelines.array.Ridge;
import dev.nightjar.pipelines.candidate.Catalog;
import java.io.Serializable;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * From the ranker's score to the rating that the user would give to the item: least squares over
 * what was rated in a held-out window, on the offsets of item and user and the score, which counts
 * by how it differs among a user's items, for users' scores are of different size. The mean is that
 * of all ratings, since those of a window depend on who happens to rate in it. It holds for items
 * that users choose to take and rate; of others nobody knows.
 *
 * @param offsets of items and users
 * @param weights of these and of what the ranker says
 * @param range of all ratings
 */
public record RatingModel(RatingOffsets offsets, RatingWeights weights, RatingRange range)
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

  /** The expected rating. */
  public double expected(double itemOffset, double userOffset, double rankerLead) {
    double rating =
        offsets.mean()
            + weights.intercept()
            + weights.item() * itemOffset
            + weights.user() * userOffset
            + weights.lead() * rankerLead;
    return range.within(rating);
  }

  /**
   * Expected ratings of a user's items, in their order.
   *
   * @param ofItems offsets of all items
   */
  public double[] expected(double[] ofItems, RatedItems rated) {
    double ofUser = offsets.ofUser(ofItems, rated.known());
    int[] items = rated.asked().items();
    double[] expected = new double[items.length];
    Arrays.setAll(expected, i -> expected(ofItems[items[i]], ofUser, rated.leads()[i]));
    return expected;
  }

  /** The same model as if window and ranker had said nothing: mean and offsets alone. */
  public RatingModel offsetsAlone() {
    return new RatingModel(offsets, RatingWeights.OFFSETS, range);
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
        double slope = weights[2] / cases.leads().spread();
        double intercept = -slope * cases.leads().center();
        best =
            new RatingModel(
                offsets,
                new RatingWeights(intercept, weights[0], weights[1], slope),
                cases.range());
      }
    }
    return Optional.of(best);
  }

  /** Ridge regression towards offsets as they are and no lead. */
  private static double[] weights(double[][] inputs, Cases cases, double mean) {
    double[] start = {1, 1, 0};
    Ridge ridge = new Ridge(start.length, 1);
    ridge.penalise(PRIOR);
    for (int i = 0; i < inputs.length; i++) {
      double rest = cases.targets()[i] - mean - DotProduct.of(inputs[i], start);
      ridge.add(cases.weights()[i], inputs[i], rest);
    }
    double[] weights = ridge.solve()[0];
    for (int t = 0; t < start.length; t++) {
      weights[t] += start[t];
    }
    return weights;
  }

  private static double error(double[][] inputs, Cases cases, double mean, double[] weights) {
    double sum = 0;
    for (int i = 0; i < inputs.length; i++) {
      double rest = cases.targets()[i] - mean - DotProduct.of(inputs[i], weights);
      sum += cases.weights()[i] * rest * rest;
    }
    return sum;
  }

  /**
   * All ratings of the window, user by user.
   *
   * @param range of these and of the known ones
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  private record Cases(double[] targets, double[] weights, Leads leads, RatingRange range) {

    static Cases of(List<RatedItems> users) {
      DoubleSummaryStatistics given =
          users.stream()
              .flatMap(user -> Stream.of(user.asked(), user.known()))
              .flatMapToDouble(ratings -> Numbers.doubles(ratings.given()))
              .summaryStatistics();
      return new Cases(
          users.stream().flatMapToDouble(u -> Numbers.doubles(u.asked().given())).toArray(),
          users.stream().flatMapToDouble(u -> weights(u.asked().given().length)).toArray(),
          Leads.of(users),
          new RatingRange(given.getMin(), given.getMax()));
    }

    private static DoubleStream weights(int ratings) {
      return DoubleStream.generate(() -> ALIKE / (ratings + ALIKE)).limit(ratings);
    }

    double[][] inputs(List<RatedItems> users, RatingOffsets offsets, double[] ofItems) {
      double[][] inputs = new double[targets.length][];
      int at = 0;
      for (RatedItems user : users) {
        double ofUser = offsets.ofUser(ofItems, user.known());
        for (int item : user.asked().items()) {
          inputs[at] = new double[] {ofItems[item], ofUser, leads.within[at] / leads.spread};
          at++;
        }
      }
      return inputs;
    }
  }

  /**
   * What the ranker says of the ratings of the window.
   *
   * @param within leads less the mean of the user's
   * @param center mean of all leads
   * @param spread standard deviation of {@code within}, 1 where there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  private record Leads(double[] within, double center, double spread) {

    static Leads of(List<RatedItems> users) {
      double[] within = users.stream().flatMapToDouble(u -> within(u.leads())).toArray();
      double variance = Arrays.stream(within).map(w -> w * w).average().orElse(0);
      return new Leads(
          within,
          users.stream().flatMapToDouble(user -> Numbers.doubles(user.leads())).average().orElse(0),
          variance > 0 ? Math.sqrt(variance) : 1);
    }

    private static DoubleStream within(float[] leads) {
      double mean = Numbers.doubles(leads).average().orElse(0);
      return Numbers.doubles(leads).map(lead -> lead - mean);
    }
  }
}
