package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.fusion.ranker.Calibration;
import dev.nightjar.pipelines.metric.Interval;
import dev.nightjar.pipelines.metric.Reliability;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Whether what is listed is taken as often as its chances say: rows of the table {@code metrics}.
 */
final class Chances {

  /** Not a part of the users: positions of lists by their chance. */
  static final String SEGMENT = "chances";

  private static final int BINS = 10;

  private Chances() {}

  /**
   * The reliability curve over all positions of the lists, in bins of equally many: {@code
   * foretold-01} is the mean chance of the least likely, {@code taken-01} the share of them that
   * was taken, {@code users} how many positions they are; {@code calibration-error} is their mean
   * distance.
   *
   * @param lists {@code user, item, score}
   */
  static List<Row> of(String model, TestUsers test, Dataset<Row> lists, Calibration calibration) {
    List<Row> positions = lists.select("user", "item", "score").collectAsList();
    double[] chances = new double[positions.size()];
    boolean[] taken = new boolean[positions.size()];
    for (int i = 0; i < chances.length; i++) {
      Row position = positions.get(i);
      chances[i] = calibration.probability(position.getFloat(2));
      taken[i] = test.took(position.getInt(0), position.getInt(1));
    }
    return of(model, chances, taken);
  }

  static List<Row> of(String model, double[] chances, boolean[] taken) {
    List<Row> rows = new ArrayList<>();
    if (chances.length == 0) {
      return rows;
    }
    List<Reliability.Bin> curve = Reliability.quantiles(chances, taken, BINS);
    for (int b = 0; b < curve.size(); b++) {
      Reliability.Bin bin = curve.get(b);
      String number = "-%02d".formatted(b + 1);
      long positives = Math.round(bin.observed() * bin.count());
      rows.add(
          row(
              model,
              "foretold" + number,
              new Interval(bin.predicted(), bin.low(), bin.high()),
              bin.count()));
      rows.add(row(model, "taken" + number, Interval.ofShare(positives, bin.count()), bin.count()));
    }
    double error = Reliability.expectedCalibrationError(curve);
    rows.add(row(model, "calibration-error", new Interval(error, error, error), chances.length));
    return rows;
  }

  private static Row row(String model, String metric, Interval interval, long positions) {
    return RowFactory.create(
        model, SEGMENT, metric, interval.mean(), interval.low(), interval.high(), positions);
  }
}
