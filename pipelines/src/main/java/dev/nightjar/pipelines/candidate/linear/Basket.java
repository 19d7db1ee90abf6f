package dev.nightjar.pipelines.candidate.linear;

import dev.nightjar.pipelines.array.FixedPoint;
import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;

/**
 * The distinct items of a user and how much the user counts.
 *
 * @param items ascending, at least one
 * @param weight in {@link FixedPoint}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record Basket(int[] items, long weight) implements Serializable {

  /**
   * Weighs users against their numbers of items: a user of n counts (mean / n)^damping, so that a
   * user of mean length counts once, and a damping of 1 gives all events of a user together the
   * same weight.
   */
  static JavaRDD<Basket> damped(JavaRDD<int[]> users, double damping) {
    long sizes = users.map(items -> (long) items.length).fold(0L, Long::sum);
    double mean = (double) sizes / Math.max(1, users.count());
    return users.map(
        items -> new Basket(items, FixedPoint.of(Math.pow(mean / items.length, damping))));
  }
}
