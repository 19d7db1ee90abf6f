package dev.nightjar.pipelines.candidate;

import java.util.List;
import scala.Tuple2;

/** Exact sums of ordered pairs of items, in {@link FixedPoint}. */
sealed interface PairSums permits HashedPairs, DensePairs {
  /** Distinct pairs that a map holds before it asks to be drained: about 130 MB. */
  int PAIRS_IN_MEMORY = 4_000_000;

  /** Catalogs whose pairs all have a place in the memory of such a map. */
  int DENSE_ITEMS = 4096;

  /** No pairs yet: a table for small catalogs, a map for large ones. */
  static PairSums of(int items) {
    return items <= DENSE_ITEMS ? new DensePairs(items) : new HashedPairs(PAIRS_IN_MEMORY);
  }

  /** Adds to the sum of a pair; a weight of 0 makes no pair. */
  void add(int from, int to, long weight);

  /** Whether it should be drained before more pairs come. */
  boolean isFull();

  /** Empties it into one row a first item, ascending. */
  List<Tuple2<Integer, SumRow>> drain();
}
