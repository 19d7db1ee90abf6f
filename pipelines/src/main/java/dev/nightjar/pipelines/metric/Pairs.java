package dev.nightjar.pipelines.metric;

/** Two models measured on the same users. */
public final class Pairs {

  private Pairs() {}

  /**
   * The standard error of the mean difference.
   *
   * @param a one value a user
   * @param b the other model's, in the same order
   * @return 0 for no users
   */
  public static double standardError(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          a.length + " values beside " + b.length + "; both models need one for every user");
    }
    double sum = 0;
    double squares = 0;
    for (int user = 0; user < a.length; user++) {
      double difference = a[user] - b[user];
      sum += difference;
      squares += difference * difference;
    }
    int users = Math.max(1, a.length);
    double mean = sum / users;
    return Math.sqrt(Math.max(0, squares / users - mean * mean) / users);
  }
}
