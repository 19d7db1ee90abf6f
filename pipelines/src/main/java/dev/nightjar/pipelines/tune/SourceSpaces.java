package dev.nightjar.pipelines.tune;

import dev.nightjar.pipelines.settings.choice.SourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is searched for each candidate source: keys of the night's settings and their ranges. */
public final class SourceSpaces {
  /** The cosine of two items' users: for histories whose order says nothing. */
  private static final Point ORDERLESS_PAIRS =
      point(
          Map.of(
              "train.item-to-item.window", 1000d,
              "train.item-to-item.distance-exponent", 0d,
              "train.item-to-item.backward", 1d,
              "train.item-to-item.last-damping", 0.5,
              "train.item-to-item.next-damping", 0.5,
              "train.item-to-item.neighbours", 2000d,
              "train.item-to-item.step-decay", 1d));

  /** The newest items and what comes after them: for short histories whose order tells. */
  private static final Point ORDERED_PAIRS =
      point(
          Map.of(
              "train.item-to-item.window", 300d,
              "train.item-to-item.distance-exponent", 0.5,
              "train.item-to-item.backward", 0.2,
              "train.item-to-item.last-damping", 0.3,
              "train.item-to-item.next-damping", 0d,
              "train.item-to-item.neighbours", 500d,
              "train.item-to-item.step-decay", 0.5));

  private static final String WEIGHT = "train.als.unobserved-weight";
  private static final String PENALTY = "train.als.regularization";
  private static final String OFFSET = "train.als.frequency-offset";
  private static final String EXPONENT = "train.als.frequency-exponent";
  private static final String STEPS = "train.als.step-decay";
  private static final Parameter TEXTS = Parameter.log("train.als.text-regularization", 0.3, 3000);

  private SourceSpaces() {}

  /**
   * The space of a source.
   *
   * @param timed whether events have times; without, ages are all 0 and half-lives mean nothing
   * @param described whether items have texts; without, nothing is pulled to them
   */
  public static SearchSpace of(SourceKind kind, boolean timed, boolean described) {
    return switch (kind) {
      case POPULARITY, CATEGORY ->
          new SearchSpace(
              timed
                  ? List.of(Parameter.log("features.popularity-half-life-days", 3, 3000))
                  : List.of());
      case ALS -> als(described);
      case ITEM_TO_ITEM ->
          new SearchSpace(
              List.of(
                  Parameter.whole("train.item-to-item.window", 2, 1000),
                  Parameter.linear("train.item-to-item.distance-exponent", 0, 1.2),
                  Parameter.linear("train.item-to-item.backward", 0.2, 1),
                  Parameter.linear("train.item-to-item.last-damping", 0.1, 0.9),
                  Parameter.linear("train.item-to-item.next-damping", 0, 0.8),
                  Parameter.choice("train.item-to-item.neighbours", 100d, 200d, 500d, 2000d),
                  stepDecay("train.item-to-item.step-decay")),
              List.of(ORDERLESS_PAIRS, ORDERED_PAIRS));
      case LINEAR ->
          new SearchSpace(
              List.of(
                  Parameter.log("train.linear.regularization", 5, 3000),
                  Parameter.linear("train.linear.dropout", 0, 0.8),
                  Parameter.linear("train.linear.user-damping", 0, 1),
                  stepDecay("train.linear.step-decay")),
              List.of(linear(50, 0.5), linear(200, 0.5), linear(500, 0.2)));
      case TEXT -> new SearchSpace(List.of(stepDecay("train.taste-step-decay")));
      case COLD -> new SearchSpace(List.of(TEXTS));
    };
  }

  /** Weight of an event per newer one: finer near 1, where long histories need it. */
  private static Parameter stepDecay(String key) {
    return Parameter.choice(key, 0.5, 0.65, 0.75, 0.85, 0.92, 0.96, 0.98, 0.99, 1d);
  }

  private static SearchSpace als(boolean described) {
    List<Parameter> searched = new ArrayList<>();
    searched.add(Parameter.choice("train.als.rank", 16d, 32d, 48d, 64d, 96d, 128d));
    searched.add(Parameter.log(WEIGHT, 0.003, 3));
    searched.add(Parameter.log(PENALTY, 0.001, 1));
    searched.add(Parameter.choice(OFFSET, 0d, 0.1, 1d));
    searched.add(stepDecay(STEPS));
    if (described) {
      searched.add(TEXTS);
    }
    return new SearchSpace(
        searched,
        List.of(
            als(Map.of(WEIGHT, 1d, PENALTY, 0.4, OFFSET, 0d, EXPONENT, 0.8)),
            als(Map.of(WEIGHT, 0.3, PENALTY, 0.02, OFFSET, 1d)),
            als(Map.of(WEIGHT, 0.1, PENALTY, 0.03, OFFSET, 1d)),
            als(Map.of(WEIGHT, 0.03, PENALTY, 0.03, OFFSET, 0.1, STEPS, 0.75))));
  }

  /**
   * A start: little confidence for long histories whose order says nothing, large penalties for
   * thin ones, much confidence, and most in the newest events, for short ones whose order tells.
   */
  private static Point als(Map<String, Double> values) {
    TreeMap<String, Double> all = new TreeMap<>(Map.of("train.als.rank", 96d, STEPS, 1d));
    all.putAll(values);
    return new Point(all);
  }

  private static Point linear(double regularization, double dropout) {
    return point(
        Map.of(
            "train.linear.regularization",
            regularization,
            "train.linear.dropout",
            dropout,
            "train.linear.user-damping",
            0.5,
            "train.linear.step-decay",
            1d));
  }

  private static Point point(Map<String, Double> values) {
    return new Point(new TreeMap<>(values));
  }

  /** Share of the tuning time, before normalisation: where a run costs more and tuning pays. */
  public static double share(SourceKind kind) {
    return switch (kind) {
      case ALS -> 4;
      case ITEM_TO_ITEM -> 3;
      case LINEAR -> 2;
      case TEXT, COLD -> 1;
      case POPULARITY, CATEGORY -> 0.5;
    };
  }
}
