package dev.nightjar.pipelines.metric;

/** How far predicted ratings are from given ones. */
public final class RatingError {
  private RatingError() {}

  /** Root of the mean squared difference, in units of the rating. */
  public static double rmse(double[] actual, double[] predicted) {
    check(actual, predicted);
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      double difference = actual[i] - predicted[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum / actual.length);
  }

  /** Mean absolute difference, in units of the rating. */
  public static double mae(double[] actual, double[] predicted) {
    check(actual, predicted);
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += Math.abs(actual[i] - predicted[i]);
    }
    return sum / actual.length;
  }

  private static void check(double[] actual, double[] predicted) {
    if (actual.length != predicted.length || actual.length == 0) {
      throw new IllegalArgumentException(
          actual.length
              + " ratings and "
              + predicted.length
              + " predictions; give one prediction per rating and at least one");
    }
  }
}
