package dev.nightjar.pipelines.fusion.ranker;

import dev.nightjar.pipelines.settings.choice.RankerKind;
import java.util.List;

/**
 * The ranker that won, and how all did.
 *
 * @param calibration turns its scores into chances, fitted on users that did not train it
 * @param trials one a kind, in the order tried
 * @param examples users that trained it
 */
public record TrainedRanker(
    Ranker ranker, Calibration calibration, List<Trial> trials, int examples) {

  public TrainedRanker {
    trials = List.copyOf(trials);
  }

  /**
   * How one kind of ranker did.
   *
   * @param ridge penalty of its weights, the best of those tried; of trees, of what they start from
   * @param ndcg on users that did not train it
   * @param seconds that training and judging it took
   */
  public record Trial(RankerKind kind, double ridge, double ndcg, double seconds) {
    /** Kind and penalty in words. */
    public String name() {
      String linear = ridge > 0 ? " ranker of ridge " + ridge : " ranker";
      return kind == RankerKind.TREES
          ? "trees on a " + RankerKind.LISTWISE.word() + linear
          : kind.word() + linear;
    }
  }
}
