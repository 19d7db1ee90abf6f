package dev.nightjar.pipelines.settings;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How the models of the night are fitted.
 *
 * @param windowDays length of the held-out window that the ranker learns from; the one before it
 *     serves the evaluation
 * @param sources candidate sources that are fitted
 * @param candidates candidates of each source a user
 * @param tasteStepDecay weight of an event in the taste vector per newer event
 * @param coldRegularization L2 penalty of the map from text vectors to factors
 */
public record TrainSettings(
    int windowDays,
    List<String> sources,
    int candidates,
    double tasteStepDecay,
    Als als,
    ItemToItem itemToItem,
    Linear linear,
    double coldRegularization,
    Ranker ranker) {

  private static final List<String> SOURCES =
      List.of(
          "popularity",
          "category-popularity",
          "als",
          "item-to-item",
          "linear",
          "text",
          "cold",
          "repeat");
  private static final List<String> KINDS = List.of("listwise", "trees");
  private static final List<String> FEATURES =
      List.of(
          "activity",
          "touched",
          "relations",
          "text",
          "category",
          "price",
          "age",
          "rating",
          "trend",
          "sentiment");

  /**
   * Implicit ALS (Hu, Koren, Volinsky 2008; the penalty grows with the number of events).
   *
   * @param rank length of a factor
   * @param iterations alternations
   * @param regularization L2 penalty before scaling
   * @param alpha confidence of an event of strength 1
   * @param halfLifeDays an event counts half after so many days, 0 never
   * @param blocks of users and of items; above 2 a rerun may differ in the last bit
   * @param stepDecay weight of an event per newer event of the user
   */
  public record Als(
      int rank,
      int iterations,
      double regularization,
      double alpha,
      double halfLifeDays,
      int blocks,
      double stepDecay) {

    static Als from(SettingsReader in) {
      return new Als(
          in.integer("train.als.rank", 1, 1024),
          in.integer("train.als.iterations", 1, 200),
          in.decimal("train.als.regularization", 1e-9, 1e6),
          in.decimal("train.als.alpha", 1e-9, 1e6),
          in.decimal("train.als.half-life-days", 0, 100_000),
          in.integer("train.als.blocks", 1, 10_000),
          in.decimal("train.als.step-decay", 1e-6, 1));
    }
  }

  /**
   * Directional co-occurrence.
   *
   * @param window most steps between two events that count as a pair
   * @param windowDays most days between them, 0 for no limit
   * @param distanceExponent a pair d steps apart counts d^-exponent
   * @param backward weight of a pair against the order of time
   * @param lastDamping exponent of the popularity of the touched item
   * @param nextDamping exponent of the popularity of the proposed item
   * @param halfLifeDays a pair counts half after so many days, 0 never
   * @param neighbours kept an item
   * @param stepDecay weight of a history item per newer item
   */
  public record ItemToItem(
      int window,
      double windowDays,
      double distanceExponent,
      double backward,
      double lastDamping,
      double nextDamping,
      double halfLifeDays,
      int neighbours,
      double stepDecay) {

    static ItemToItem from(SettingsReader in) {
      return new ItemToItem(
          in.integer("train.item-to-item.window", 1, 10_000),
          in.decimal("train.item-to-item.window-days", 0, 100_000),
          in.decimal("train.item-to-item.distance-exponent", 0, 4),
          in.decimal("train.item-to-item.backward", 0, 1),
          in.decimal("train.item-to-item.last-damping", 0, 2),
          in.decimal("train.item-to-item.next-damping", 0, 2),
          in.decimal("train.item-to-item.half-life-days", 0, 100_000),
          in.integer("train.item-to-item.neighbours", 1, 100_000),
          in.decimal("train.item-to-item.step-decay", 1e-6, 1));
    }
  }

  /**
   * Item-item ridge regression of the EASE family (Steck 2019).
   *
   * @param regularization L2 penalty
   * @param dropout share of events that training hides, in closed form
   * @param userDamping a user of n items counts (mean of n / n)^damping
   * @param exactItems up to so many items with events the whole system is solved at once
   * @param block above it, an item is solved among so many of its strongest neighbours
   * @param neighbours largest weights kept an item
   * @param stepDecay weight of a history item per newer item
   */
  public record Linear(
      double regularization,
      double dropout,
      double userDamping,
      int exactItems,
      int block,
      int neighbours,
      double stepDecay) {

    static Linear from(SettingsReader in) {
      return new Linear(
          in.decimal("train.linear.regularization", 1e-6, 1e9),
          in.decimal("train.linear.dropout", 0, 0.95),
          in.decimal("train.linear.user-damping", 0, 1),
          in.integer("train.linear.exact-items", 0, 20_000),
          in.integer("train.linear.block", 1, 5000),
          in.integer("train.linear.neighbours", 1, 100_000),
          in.decimal("train.linear.step-decay", 1e-6, 1));
    }
  }

  /**
   * The fusion ranker.
   *
   * @param kinds families that are tried in this order; a later one must be clearly better
   * @param leastGain and by this share of the earlier one's NDCG
   * @param users a seeded sample of so many window users teaches it when there are more
   * @param negatives most candidates a user that were not taken, before the limit of all together
   * @param validationShare share of those users that only compare the families
   * @param ridge L2 penalty of the linear families; empty for the one that validation users like
   * @param leaveOut facts that the ranker does not see
   */
  public record Ranker(
      List<String> kinds,
      double leastGain,
      int users,
      int negatives,
      double validationShare,
      OptionalDouble ridge,
      List<String> leaveOut) {

    static Ranker from(SettingsReader in) {
      return new Ranker(
          in.words("train.ranker.kinds", KINDS),
          in.decimal("train.ranker.least-gain", 0, 10),
          in.integer("train.ranker.users", 2, 10_000_000),
          in.integer("train.ranker.negatives", 1, 100_000),
          in.decimal("train.ranker.validation-share", 0.01, 0.9),
          in.decimalOr("train.ranker.ridge", "auto", 0, 1e6),
          in.wordsIfAny("train.ranker.leave-out", FEATURES));
    }
  }

  public TrainSettings {
    sources = List.copyOf(sources);
  }

  static TrainSettings from(SettingsReader in) {
    return new TrainSettings(
        in.integer("train.window-days", 1, 365),
        in.words("train.sources", SOURCES),
        in.integer("train.candidates", 10, 10_000),
        in.decimal("train.taste-step-decay", 1e-6, 1),
        Als.from(in),
        ItemToItem.from(in),
        Linear.from(in),
        in.decimal("train.cold.regularization", 1e-9, 1e9),
        Ranker.from(in));
  }
}
