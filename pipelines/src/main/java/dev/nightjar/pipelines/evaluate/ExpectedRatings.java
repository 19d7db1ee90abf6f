package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.array.Numbers;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.fusion.rating.RatedItems;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.metric.Bootstrap;
import dev.nightjar.pipelines.metric.Interval;
import dev.nightjar.pipelines.metric.RatingError;
import dev.nightjar.pipelines.metric.Reliability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** How near expected ratings are to those given: rows of the table {@code metrics}. */
final class ExpectedRatings {

  /** Not a part of the users: ratings that they gave in the window. */
  static final String SEGMENT = "ratings";

  /** Mean and the offsets of item and user, without the ranker. */
  static final String OFFSETS = "offsets";

  private static final int BINS = 10;
  private static final double LEVEL = 0.95;

  private final int resamples;
  private final long seed;

  ExpectedRatings(int resamples, long seed) {
    this.resamples = resamples;
    this.seed = seed;
  }

  /**
   * RMSE and MAE of the model and, for comparison, of its offsets alone, with intervals over the
   * ratings; of the model also the reliability curve in groups of equally many ratings: {@code
   * expected-01} is the mean expectation of the lowest, {@code given-01} the mean of what was
   * given, {@code users} how many ratings they are; {@code rating-error} is their mean distance.
   *
   * @param catalog with the ratings from before the window
   * @param users with what they rated in it
   */
  List<Row> of(String name, RatingModel model, Catalog catalog, List<RatedItems> users) {
    double[] given =
        users.stream().flatMapToDouble(user -> Numbers.doubles(user.asked().given())).toArray();
    List<Row> rows = new ArrayList<>();
    if (given.length > 0) {
      double[] expected = expected(model, catalog, users);
      rows.addAll(errors(name, given, expected));
      rows.addAll(errors(OFFSETS, given, expected(model.offsetsAlone(), catalog, users)));
      rows.addAll(curve(name, given, expected));
    }
    return rows;
  }

  private static double[] expected(RatingModel model, Catalog catalog, List<RatedItems> users) {
    double[] ofItems = model.offsets().ofItems(catalog);
    return users.stream()
        .flatMapToDouble(user -> Arrays.stream(model.expected(ofItems, user)))
        .toArray();
  }

  private List<Row> errors(String name, double[] given, double[] expected) {
    double[] squares = new double[given.length];
    double[] distances = new double[given.length];
    for (int i = 0; i < given.length; i++) {
      distances[i] = Math.abs(given[i] - expected[i]);
      squares[i] = distances[i] * distances[i];
    }
    Interval square = Bootstrap.interval(squares, LEVEL, resamples, seed);
    Interval rmse =
        new Interval(
            RatingError.rmse(given, expected), Math.sqrt(square.low()), Math.sqrt(square.high()));
    Interval mae = Bootstrap.interval(distances, LEVEL, resamples, seed);
    return List.of(row(name, "rmse", rmse, given.length), row(name, "mae", mae, given.length));
  }

  private static List<Row> curve(String name, double[] given, double[] expected) {
    List<Row> rows = new ArrayList<>();
    List<int[]> groups = Reliability.groups(expected, BINS);
    double distance = 0;
    for (int g = 0; g < groups.size(); g++) {
      int[] places = groups.get(g);
      String number = "-%02d".formatted(g + 1);
      double mean = Arrays.stream(places).mapToDouble(i -> expected[i]).average().orElseThrow();
      Interval foretold =
          new Interval(mean, expected[places[0]], expected[places[places.length - 1]]);
      Interval came = Interval.ofMean(Arrays.stream(places).mapToDouble(i -> given[i]).toArray());
      rows.add(row(name, "expected" + number, foretold, places.length));
      rows.add(row(name, "given" + number, came, places.length));
      distance += places.length * Math.abs(mean - came.mean()) / given.length;
    }
    rows.add(row(name, "rating-error", new Interval(distance, distance, distance), given.length));
    return rows;
  }

  private static Row row(String name, String metric, Interval interval, long ratings) {
    return RowFactory.create(
        name, SEGMENT, metric, interval.mean(), interval.low(), interval.high(), ratings);
  }
}
