package dev.nightjar.pipelines.topk;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How many users a task looks items up for, whatever files they came in. */
public final class TaskSize {
  /** A few seconds of one core. */
  private static final double PRODUCTS = 5e10;

  /** Users that are never worth a count and a shuffle. */
  private static final long FEW = 10_000;

  private TaskSize() {}

  /**
   * Divides users into more partitions where a task would have too much to do.
   *
   * @param users {@code user INT, ...}
   * @param ofAUser multiplications that one of them costs
   */
  public static Dataset<Row> spread(Dataset<Row> users, long ofAUser) {
    if (FEW * (double) ofAUser < PRODUCTS) {
      return users;
    }
    int tasks = (int) Math.min(100_000, Math.ceil(users.count() * (double) ofAUser / PRODUCTS));
    return tasks > users.javaRDD().getNumPartitions()
        ? users.repartition(tasks, col("user"))
        : users;
  }
}
