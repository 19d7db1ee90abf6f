package dev.nightjar.pipelines.fusion.ranker;

import dev.nightjar.pipelines.metric.Interval;
import dev.nightjar.pipelines.metric.Pairs;
import dev.nightjar.pipelines.settings.RankerSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * Trains a ranker with every penalty that the settings name, and the one of best validation NDCG
 * once more on all users: a later penalty replaces an earlier one when it is better by more than
 * the 95 % interval of the difference, so that few users do not choose by chance. The chances are
 * calibrated before that, on users that did not train it.
 */
public final class RankerTraining {
  /** Candidates that were not taken, of all users: more cost memory and no longer teach. */
  private static final long MOST_NEGATIVES = 2_000_000;

  private RankerTraining() {}

  /**
   * Trains on the driver, which holds all groups.
   *
   * @param groups of a sample of users
   * @param features names in the order of the groups' features
   * @param users that the groups were sampled from
   * @throws NothingLearntException where nobody took what was proposed
   */
  public static TrainedRanker fit(
      JavaRDD<ExampleGroup> groups, List<String> features, RankerSettings settings, long users) {
    int negatives = negatives(settings, users);
    long seed = settings.seed();
    List<ExampleGroup> sample =
        new ArrayList<>(
            groups
                .map(
                    group ->
                        judges(group, settings)
                            ? group
                            : Sampling.negatives(group, negatives, seed))
                .collect());
    sample.sort(Comparator.comparingInt(ExampleGroup::user)); // whatever the partitions
    List<ExampleGroup> train = new ArrayList<>();
    List<ExampleGroup> validation = new ArrayList<>();
    for (ExampleGroup group : sample) {
      if (judges(group, settings)) {
        validation.add(group);
      } else if (group.positives() > 0) {
        train.add(group);
      }
    }
    if (train.isEmpty()) {
      throw new NothingLearntException(sample.size());
    }
    return best(train, validation, features, settings, negatives);
  }

  /** Whether the user is one of those that compare rankers, with all candidates. */
  private static boolean judges(ExampleGroup group, RankerSettings settings) {
    return Sampling.unit(group.user(), settings.seed() + 1) < settings.validationShare();
  }

  /** As many a user as are wanted, fewer where all together would be too many. */
  private static int negatives(RankerSettings settings, long users) {
    long taught = Math.max(1, Math.min(settings.users(), users));
    return (int) Math.min(settings.negatives(), Math.max(1, MOST_NEGATIVES / taught));
  }

  private static TrainedRanker best(
      List<ExampleGroup> train,
      List<ExampleGroup> validation,
      List<String> features,
      RankerSettings settings,
      int negatives) {
    ValidationUsers judges = ValidationUsers.of(validation, settings.top());
    Candidate winner = null;
    for (double ridge : settings.ridges()) {
      Ranker ranker = ListwiseTraining.fit(train, features, ridge);
      Candidate later = new Candidate(ranker, ridge, judges.ndcgs(ranker));
      winner = winner == null || isBetter(later.ndcgs(), winner.ndcgs()) ? later : winner;
    }
    List<ExampleGroup> all = new ArrayList<>(train);
    validation.stream()
        .filter(group -> group.positives() > 0)
        .forEach(group -> all.add(Sampling.negatives(group, negatives, settings.seed())));
    return new TrainedRanker(
        ListwiseTraining.fit(all, features, winner.ridge()),
        Calibration.fit(winner.ranker(), validation.isEmpty() ? train : validation),
        winner.ridge(),
        Arrays.stream(winner.ndcgs()).average().orElse(0),
        all.size());
  }

  /** A ranker, the penalty of its weights, and its NDCG for each judging user. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  private record Candidate(Ranker ranker, double ridge, double[] ndcgs) {}

  /** Whether the mean difference is above 0 by more than its 95 % interval, over the same users. */
  static boolean isBetter(double[] later, double[] earlier) {
    double gain =
        Arrays.stream(later).average().orElse(0) - Arrays.stream(earlier).average().orElse(0);
    return gain > Interval.Z * Pairs.standardError(later, earlier);
  }
}
