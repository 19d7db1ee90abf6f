package dev.nightjar.udfs.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Cuts a window of texts into batches of one padded length each.
 *
 * <p>Every text is padded to its own length snapped up, never to its neighbours': its vector
 * depends on no other text, and few shapes reach the device. The longest come first, so that the
 * largest buffers are made at once and the last batches are the smallest.
 */
final class BatchPlan {

  /**
   * Texts that go through the model together.
   *
   * @param length tokens a text after padding
   * @param members positions in the window, ascending
   */
  record Batch(int length, List<Integer> members) {

    Batch {
      members = List.copyOf(members);
    }
  }

  private BatchPlan() {}

  /**
   * Plans the batches of a window.
   *
   * @param lengths tokens of each text
   * @param step lengths are rounded up to a multiple of this, but not beyond {@code longest}
   * @param longest the model's maximum tokens
   * @param tokens the most padded tokens a batch may hold, if it holds more than one text
   */
  static List<Batch> of(int[] lengths, int step, int longest, int tokens) {
    TreeMap<Integer, List<Integer>> buckets = new TreeMap<>();
    for (int position = 0; position < lengths.length; position++) {
      int snapped = Math.max(1, (lengths[position] + step - 1) / step) * step;
      int length = Math.max(lengths[position], Math.min(snapped, longest));
      buckets.computeIfAbsent(length, key -> new ArrayList<>()).add(position);
    }
    List<Batch> batches = new ArrayList<>();
    buckets.descendingMap().forEach((length, members) -> cut(length, members, tokens, batches));
    return batches;
  }

  /** Batches of nearly one size: a full one and a crumb would waste the crumb's turn. */
  private static void cut(int length, List<Integer> members, int tokens, List<Batch> into) {
    int most = Math.max(1, tokens / length);
    int count = (members.size() + most - 1) / most;
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) members.size() * i / count);
      int to = (int) ((long) members.size() * (i + 1) / count);
      into.add(new Batch(length, members.subList(from, to)));
    }
  }
}
