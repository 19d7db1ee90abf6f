package dev.nightjar.pipelines.fusion.ranker;

import dev.nightjar.pipelines.array.Bounds;
import dev.nightjar.pipelines.fusion.feature.FeatureGroup;
import java.io.Serializable;
import java.util.List;

/**
 * How the fusion ranker is trained.
 *
 * @param kinds tried in this order; a later one wins by more than the 95 % interval and {@code
 *     leastGain}
 * @param leastGain by which share of an earlier kind's NDCG a later one must be better: lists are
 *     made for another time than the one that kinds are compared on, and what is barely better here
 *     is often worse there
 * @param users most users that examples are taken from, chosen by a hash of user and seed
 * @param negatives most candidates a user that were not taken, chosen likewise
 * @param validationShare share of those users that only compare the kinds
 * @param top positions that the NDCG counts
 * @param ridges penalties of squared standardised weights, per user: the listwise ranker tries them
 *     in this order, and a later one wins by more than the 95 % interval; trees
 *     start from the listwise ranker that won, if it was tried before them
 * @param trees settings of the tree ranker
 * @param leftOut facts that the ranker does not see
 * @param seed of every choice
 */
public record RankerOptions(
    List<RankerKind> kinds,
    double leastGain,
    int users,
    int negatives,
    double validationShare,
    int top,
    List<Double> ridges,
    TreeOptions trees,
    List<FeatureGroup> leftOut,
    long seed)
    implements Serializable {

  /** Candidates that were not taken, of all users: more cost memory and no longer teach. */
  static final long MOST_NEGATIVES = 2_000_000;

  /** Tried where the settings name no penalty. */
  public static final List<Double> RIDGES = List.of(1e-1, 1e-2, 1e-4, 1d);

  public static final RankerOptions DEFAULT =
      new RankerOptions(
          List.of(RankerKind.LISTWISE, RankerKind.TREES),
          0.03,
          20_000,
          300,
          0.25,
          10,
          RIDGES,
          TreeOptions.DEFAULT,
          List.of(),
          42);

  public RankerOptions {
    kinds = List.copyOf(kinds);
    leftOut = List.copyOf(leftOut);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException(
          "train.ranker.kinds is empty; name at least one kind of ranker");
    }
    Bounds.within("train.ranker.least-gain", leastGain, 0, 10);
    Bounds.within("train.ranker.users", users, 2, 10_000_000);
    Bounds.within("train.ranker.negatives", negatives, 1, 100_000);
    Bounds.within("train.ranker.validation-share", validationShare, 0.01, 0.9);
    Bounds.within("evaluate.k", top, 1, 1000);
    ridges = List.copyOf(ridges);
    if (ridges.isEmpty()) {
      throw new IllegalArgumentException("train.ranker.ridge is empty; give at least one penalty");
    }
    ridges.forEach(ridge -> Bounds.within("train.ranker.ridge", ridge, 0, 1e6));
  }

  /** Options that keep the negatives of so many users together below {@link #MOST_NEGATIVES}. */
  public RankerOptions forUsers(long count) {
    int each = (int) Math.max(1, MOST_NEGATIVES / Math.max(1, Math.min(users, count)));
    return new RankerOptions(
        kinds,
        leastGain,
        users,
        Math.min(negatives, each),
        validationShare,
        top,
        ridges,
        trees,
        leftOut,
        seed);
  }

  /** Settings under which all users train what some of them have judged: as many trees. */
  TreeOptions treesLike(Ranker judged) {
    return judged instanceof TreeRanker ranker ? trees.withTrees(ranker.trees().size()) : trees;
  }

  /** The same options for a ranker that does not see some facts. */
  public RankerOptions without(List<FeatureGroup> groups) {
    return new RankerOptions(
        kinds, leastGain, users, negatives, validationShare, top, ridges, trees, groups, seed);
  }
}
