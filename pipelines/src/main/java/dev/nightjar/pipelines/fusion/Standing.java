package dev.nightjar.pipelines.fusion;

import dev.nightjar.pipelines.fusion.pool.Proposals;
import dev.nightjar.pipelines.fusion.rule.RuledUser;
import dev.nightjar.pipelines.fusion.rule.Selection;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Where an item stands among one user's candidates.
 *
 * @param proposed whether any source proposed it
 * @param place among the proposed by the ranker's score, from 1, 0 where it is none of them
 * @param candidates how many are proposed
 * @param score the ranker's, NaN where it is no candidate
 * @param listed its place on the list, from 1, 0 where it is not on it
 * @param length of the list
 * @param last the ranker's score in the list's last place, NaN for an empty list
 * @param heldBy the name of the rule that kept it off or put it off last, empty where none did
 */
public record Standing(
    boolean proposed,
    int place,
    int candidates,
    float score,
    int listed,
    int length,
    float last,
    String heldBy)
    implements Serializable {

  static Standing of(Recommender recommender, RuledUser user, Proposals proposals, int item) {
    UserRanking ranking = UserRanking.of(recommender, user, proposals);
    int own = Arrays.binarySearch(ranking.candidates().items(), item);
    int[] order = ranking.order();
    int[] chosen = ranking.selection().chosen();
    float[] scores = ranking.candidates().scores();
    int[] heldBy = ranking.selection().heldBy();
    int place = placeOf(order, own);
    return new Standing(
        place > 0,
        place,
        order.length,
        own < 0 ? Float.NaN : scores[own],
        placeOf(chosen, own),
        chosen.length,
        chosen.length == 0 ? Float.NaN : scores[chosen[chosen.length - 1]],
        heldBy(recommender, user, item, own < 0 ? Selection.NO_RULE : heldBy[own]));
  }

  private static String heldBy(Recommender recommender, RuledUser user, int item, int rule) {
    return rule == Selection.NO_RULE
        ? recommender.rules().nameOfClosing(user, item).orElse("")
        : recommender.rules().names().get(rule);
  }

  /** From 1, 0 where it is not there. */
  private static int placeOf(int[] order, int candidate) {
    for (int place = 0; place < order.length; place++) {
      if (order[place] == candidate) {
        return place + 1;
      }
    }
    return 0;
  }
}
