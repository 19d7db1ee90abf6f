package dev.nightjar.pipelines.fusion;

import dev.nightjar.pipelines.array.Bounds;
import dev.nightjar.pipelines.settings.RankSettings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Places kept for items without events: a ranker that learns from what users took gives them too
 * few, because nobody could take them before.
 *
 * @param places how many of the first places, when there are so many candidates
 * @param within how many places are the first
 */
public record NewItems(int places, int within) implements Serializable {

  public NewItems {
    Bounds.within("rank.new-items", places, 0, within);
  }

  /**
   * Among the first places that the evaluation judges; a list that is shorter keeps the places too.
   *
   * @param judged places of a list
   */
  static NewItems of(RankSettings settings, int judged) {
    int within = Math.min(judged, settings.topK());
    return new NewItems(Math.min(settings.newItems(), within), within);
  }

  /**
   * Moves the best new candidates from below to the end of the first places, and the weakest others
   * of these down; all else keeps its order.
   *
   * @param order candidates, best first
   * @param isNew of a candidate
   * @return the same candidates
   */
  int[] arrange(int[] order, IntPredicate isNew) {
    int first = Math.min(within, order.length);
    int missing = places - (int) Arrays.stream(order, 0, first).filter(isNew).count();
    int[] up =
        Arrays.stream(order, first, order.length)
            .filter(isNew)
            .limit(Math.max(0, missing))
            .toArray();
    if (up.length == 0) {
      return order;
    }
    List<Integer> stay = new ArrayList<>();
    List<Integer> down = new ArrayList<>();
    for (int place = first - 1; place >= 0; place--) {
      boolean weakest = down.size() < up.length && !isNew.test(order[place]);
      (weakest ? down : stay).add(0, order[place]);
    }
    List<Integer> arranged = new ArrayList<>(stay);
    Arrays.stream(up).forEach(arranged::add);
    arranged.addAll(down);
    Arrays.stream(order, first, order.length)
        .filter(candidate -> Arrays.stream(up).noneMatch(moved -> moved == candidate))
        .forEach(arranged::add);
    return arranged.stream().mapToInt(Integer::intValue).toArray();
  }
}
