package dev.nightjar.pipelines.candidate.neighbour;

import dev.nightjar.pipelines.array.FixedPoint;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import scala.Tuple2;

/** Exact sums of ordered pairs of items, in {@link FixedPoint}. */
public sealed interface PairSums permits HashedPairs, DensePairs {
  /** Distinct pairs that a map holds before it asks to be drained: about 130 MB. */
  int PAIRS_IN_MEMORY = 4_000_000;

  /** Catalogs whose pairs all have a place in the memory of such a map. */
  int DENSE_ITEMS = 4096;

  /** No pairs yet: a table for small catalogs, a map for large ones. */
  static PairSums of(int items) {
    return items <= DENSE_ITEMS ? new DensePairs(items) : new HashedPairs(PAIRS_IN_MEMORY);
  }

  /**
   * Rows of the pairs of all users of a partition, drained whenever they fill the memory.
   *
   * @param add adds one user's pairs
   */
  static <U> Iterator<Tuple2<Integer, SumRow>> rows(
      Iterator<U> users, int items, BiConsumer<U, PairSums> add) {
    PairSums sums = of(items);
    List<Tuple2<Integer, SumRow>> rows = new ArrayList<>();
    while (users.hasNext()) {
      add.accept(users.next(), sums);
      if (sums.isFull()) {
        rows.addAll(sums.drain());
      }
    }
    rows.addAll(sums.drain());
    return rows.iterator();
  }

  /** Adds to the sum of a pair; a weight of 0 makes no pair. */
  void add(int from, int to, long weight);

  /** Whether it should be drained before more pairs come. */
  boolean isFull();

  /** Empties it into one row a first item, ascending. */
  List<Tuple2<Integer, SumRow>> drain();
}
