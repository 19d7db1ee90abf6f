package dev.nightjar.pipelines.candidate.neighbour;

import dev.nightjar.pipelines.candidate.Candidates;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.topk.TopItems;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What the neighbours of a history add up to: a number for every item, of which only those of the
 * neighbours are touched (Gustavson 1978). One user at a time, room of one task.
 */
final class NeighbourSums {
  private final Neighbours neighbours;
  private final Decay decay;
  private final BitSet proposed;
  private final float[] sums;
  private final BitSet reached = new BitSet();
  private int[] items = new int[64];
  private int size;

  /** Room for users; only {@code proposed} items become candidates. */
  NeighbourSums(Neighbours neighbours, Decay decay, BitSet proposed) {
    this.neighbours = neighbours;
    this.decay = decay;
    this.proposed = proposed;
    this.sums = new float[neighbours.items()];
  }

  /** The user's candidates, whose scores hold until the next user's are asked for. */
  Candidates candidates(History user, int[] leftOut, int most) {
    clear();
    add(user.liked());
    TopItems best = TopItems.above(0f, most);
    for (int i = 0; i < size; i++) {
      int item = items[i];
      boolean enters = sums[item] >= best.threshold() && proposed.get(item);
      if (enters && Arrays.binarySearch(leftOut, item) < 0) {
        best.offer(item, sums[item]);
      }
    }
    return new Candidates(best.toList(), this::fill);
  }

  private void clear() {
    for (int i = 0; i < size; i++) {
      sums[items[i]] = 0;
    }
    reached.clear();
    size = 0;
  }

  /** In the order of the history, so that the sums have the same bits everywhere. */
  private void add(History user) {
    for (int position = 0; position < user.size(); position++) {
      float weight = (float) decay.weight(user, position);
      int item = user.items()[position];
      for (int n = neighbours.starts()[item]; n < neighbours.starts()[item + 1]; n++) {
        int target = neighbours.targets()[n];
        sums[target] += weight * neighbours.weights()[n];
        reach(target);
      }
    }
  }

  private void reach(int item) {
    if (!reached.get(item)) {
      reached.set(item);
      if (size == items.length) {
        items = Arrays.copyOf(items, 2 * size);
      }
      items[size++] = item;
    }
  }

  private void fill(int[] asked, float[] scores) {
    for (int i = 0; i < asked.length; i++) {
      scores[i] = sums[asked[i]];
    }
  }
}
