package dev.nightjar.pipelines.topk;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How many users a task looks items up for, whatever files they came in. */
public final class TaskSize {
  /** Five seconds of one core, or so. */
  private static final double PRODUCTS = 5e10;

  /**
   * What a user costs beside, in multiplications: some three milliseconds to put candidates
   * together, to measure and to rank them.
   */
  private static final double OF_ANY_USER = 3e7;

  /** Where one of few items is looked up, users are never worth a count and a shuffle. */
  private static final long FEW = 500_000;

  private TaskSize() {}

  /**
   * Divides users into more partitions where a task would have too much to do.
   *
   * @param users {@code user INT, ...}
   * @param ofAUser multiplications that one of them costs
   */
  public static Dataset<Row> spread(Dataset<Row> users, long ofAUser) {
    if (ofAUser < FEW) {
      return users;
    }
    double all = users.count() * (ofAUser + OF_ANY_USER);
    int tasks = (int) Math.min(100_000, Math.ceil(all / PRODUCTS));
    return tasks > users.javaRDD().getNumPartitions()
        ? users.repartition(tasks, col("user"))
        : users;
  }
}
