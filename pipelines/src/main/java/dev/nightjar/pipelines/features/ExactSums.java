package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;

/**
 * Sums of doubles that are the same in whatever order the rows arrive: each is rounded to twelve
 * places, and decimals are added without a rest.
 */
final class ExactSums {

  private static final String DECIMAL = "decimal(38,12)";

  private ExactSums() {}

  /** The sum over a group; null where no row has a number. */
  static Column of(Column doubles) {
    return sum(doubles.cast(DECIMAL)).cast("double");
  }

  /** The mean over a group; null where no row has a number. */
  static Column mean(Column doubles) {
    return of(doubles).divide(count(doubles));
  }
}
