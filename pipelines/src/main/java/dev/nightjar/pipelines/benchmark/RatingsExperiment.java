package dev.nightjar.pipelines.benchmark;

import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.Repeat;
import dev.nightjar.pipelines.metric.RankingMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Divides ratings twice by the same rule, so that the validation resembles the test. */
final class RatingsExperiment {
  private static final double TRAIN_SHARE = 0.75;
  private static final double EARLY_SHARE = 0.8;
  private static final double SECONDS_A_DAY = 86_400;

  private static final List<RankingMetric> METRICS =
      List.of(
          RankingMetric.NDCG,
          RankingMetric.MAP,
          RankingMetric.PRECISION,
          RankingMetric.RECALL,
          RankingMetric.MRR,
          RankingMetric.HIT_RATE);

  private final List<Rating> ratings;
  private final Repeat repeat;
  private final Ids users;
  private final Ids items;

  private RatingsExperiment(List<Rating> ratings, Repeat repeat) {
    this.ratings = ratings;
    this.repeat = repeat;
    this.users = Ids.of(ratings.stream().map(Rating::user).toList());
    this.items = Ids.of(ratings.stream().map(Rating::item).toList());
  }

  static Experiment of(List<Rating> ratings, RatingSplit split, Repeat repeat, long seed) {
    return new RatingsExperiment(ratings, repeat).experiment(split, seed);
  }

  /** Positions of the test ratings, for models that predict values. */
  static boolean[] test(List<Rating> ratings, RatingSplit split, long seed) {
    int[] all = IntStream.range(0, ratings.size()).toArray();
    return new RatingsExperiment(ratings, Repeat.EXCLUDE).hidden(all, split, seed);
  }

  private Experiment experiment(RatingSplit split, long seed) {
    int[] all = IntStream.range(0, ratings.size()).toArray();
    boolean[] test = hidden(all, split, seed);
    int[] train = Arrays.stream(all).filter(i -> !test[i]).toArray();
    boolean[] validation = hidden(train, split, seed + 1);
    String rule =
        switch (split) {
          case RANDOM -> "random 75/25 by item, seed " + seed;
          case USER_LAST -> "the last rating of every user is the test";
          case TEMPORAL -> "the last fifth of the ratings by time is the test";
        };
    return new Experiment(
        items,
        holdout(train, validation),
        holdout(all, test),
        METRICS,
        RankingMetric.NDCG,
        true,
        List.of(
            rule + "; any rating is positive in the test; " + ranked().formatted(items.size())));
  }

  private String ranked() {
    return switch (repeat) {
      case EXCLUDE -> "all %d items ranked but the user's training items";
      case ALLOW -> "all %d items ranked, the user's training items too";
      case ONLY -> "of %d items the user's training items ranked";
    };
  }

  private boolean[] hidden(int[] rows, RatingSplit split, long seed) {
    boolean[] hidden = new boolean[ratings.size()];
    switch (split) {
      case RANDOM -> {
        Map<Integer, List<Integer>> byItem = new TreeMap<>();
        for (int row : rows) {
          byItem
              .computeIfAbsent(items.place(ratings.get(row).item()), i -> new ArrayList<>())
              .add(row);
        }
        byItem.forEach((item, own) -> hideRandom(own, seed * 1_000_003 + item, hidden));
      }
      case USER_LAST -> {
        Map<String, Integer> last = new TreeMap<>();
        for (int row : byTime(rows)) {
          last.put(ratings.get(row).user(), row);
        }
        last.values().forEach(row -> hidden[row] = true);
      }
      case TEMPORAL -> {
        int[] ordered = byTime(rows);
        int from = (int) Math.round(EARLY_SHARE * ordered.length);
        Arrays.stream(ordered, from, ordered.length).forEach(row -> hidden[row] = true);
      }
    }
    return hidden;
  }

  private static void hideRandom(List<Integer> rows, long seed, boolean[] hidden) {
    int[] order = PairHoldout.shuffled(rows.size(), new SplittableRandom(seed));
    // Half to even, as Python rounds: the published MovieLens 100k figures were split that way.
    int train = (int) Math.rint(TRAIN_SHARE * rows.size());
    for (int i = train; i < order.length; i++) {
      hidden[rows.get(order[i])] = true;
    }
  }

  private int[] byTime(int[] rows) {
    return Arrays.stream(rows)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer row) -> ratings.get(row).seconds()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private Holdout holdout(int[] rows, boolean[] hidden) {
    double now = ratings.stream().mapToDouble(Rating::seconds).max().orElse(0);
    List<List<Integer>> byUser = new ArrayList<>();
    for (int user = 0; user < users.size(); user++) {
      byUser.add(new ArrayList<>());
    }
    for (int row : byTime(rows)) {
      byUser.get(users.place(ratings.get(row).user())).add(row);
    }
    List<History> fit = new ArrayList<>();
    List<TestCase> cases = new ArrayList<>();
    for (int user = 0; user < byUser.size(); user++) {
      List<Integer> own = byUser.get(user);
      int size = own.size();
      int[] taken = new int[size];
      float[] ages = new float[size];
      float[] weights = new float[size];
      boolean[] hide = new boolean[size];
      for (int i = 0; i < size; i++) {
        Rating rating = ratings.get(own.get(i));
        taken[i] = items.place(rating.item());
        ages[i] = (float) ((now - rating.seconds()) / SECONDS_A_DAY);
        weights[i] = 1;
        hide[i] = hidden[own.get(i)];
      }
      PairHoldout.divide(new History(user, taken, ages, weights), hide, repeat, fit, cases);
    }
    return new Holdout(fit, cases, new boolean[0], repeat);
  }
}
