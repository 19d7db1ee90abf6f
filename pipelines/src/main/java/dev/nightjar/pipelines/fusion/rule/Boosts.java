package dev.nightjar.pipelines.fusion.rule;

import dev.nightjar.pipelines.fusion.rule.ItemRules.Boost;
import java.util.ArrayList;
import java.util.List;

/** What boosts do to the scores of one user's candidates. */
final class Boosts {

  private final Candidates candidates;
  private final List<Integer> rules = new ArrayList<>();
  private final List<Boost> boosts = new ArrayList<>();
  private final float[] scores;

  Boosts(ListRules rules, RuledUser user, Candidates candidates) {
    this.candidates = candidates;
    List<Boost> all = rules.items().boosts();
    for (int b = 0; b < all.size(); b++) {
      if (all.get(b).rule().isFor(user)) {
        boosts.add(all.get(b));
        this.rules.add(rules.firstBoost() + b);
      }
    }
    scores = boosts.isEmpty() ? candidates.scores() : candidates.scores().clone();
    for (Boost boost : boosts) {
      for (int c = 0; c < scores.length; c++) {
        scores[c] += boost.rule().holds(candidates.items()[c]) ? boost.amount() : 0;
      }
    }
  }

  /** The ranker's own where no boost is for the user. */
  float[] scores() {
    return scores;
  }

  /** Counts the listed candidates that stand elsewhere in the order with boosts than without. */
  void count(int[] list, int[] order, Effects effects) {
    if (boosts.isEmpty()) {
      return;
    }
    int[] without = places(candidates.order(candidates.scores()));
    int[] with = places(order);
    for (int c : list) {
      for (int b = 0; b < boosts.size() && with[c] != without[c]; b++) {
        if (boosts.get(b).rule().holds(candidates.items()[c])) {
          effects.add(rules.get(b), Effect.MOVED);
        }
      }
    }
  }

  private int[] places(int[] order) {
    int[] places = new int[candidates.size()];
    for (int place = 0; place < order.length; place++) {
      places[order[place]] = place;
    }
    return places;
  }
}
