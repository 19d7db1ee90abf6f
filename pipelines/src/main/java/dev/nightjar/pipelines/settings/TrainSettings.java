package dev.nightjar.pipelines.settings;

/**
 * How the models of the night are fitted.
 *
 * @param windowDays length of the held-out window that the ranker learns from; the one before it
 *     serves the evaluation
 * @param candidates candidates of each source a user
 * @param maxUsers a seeded sample of so many window users teaches the ranker when there are more
 */
public record TrainSettings(
    int windowDays,
    int candidates,
    int maxUsers,
    Als als,
    ItemToItem itemToItem,
    Linear linear,
    double coldRidge) {

  /**
   * Implicit ALS (Hu, Koren, Volinsky 2008; the regularisation grows with the number of events).
   *
   * @param rank length of a factor
   * @param iterations alternations
   * @param regularisation L2 penalty before scaling
   * @param alpha confidence of an event of strength 1
   * @param blocks blocks of users and of items, fixed so that a rerun gives the same bytes
   */
  public record Als(int rank, int iterations, double regularisation, double alpha, int blocks) {}

  /**
   * Directional co-occurrence.
   *
   * @param window items to each side that count
   * @param neighbours neighbours kept an item
   * @param backward weight of a pair against the order of events
   * @param stepDecay weight of a history item per newer item
   * @param damping exponent of the popularity of the target, 0 none
   */
  public record ItemToItem(
      int window, int neighbours, double backward, double stepDecay, double damping) {}

  /**
   * Item-item ridge regression of the EASE family (Steck 2019).
   *
   * @param enabled whether it is fitted
   * @param ridge L2 penalty
   * @param neighbours largest weights kept an item
   */
  public record Linear(boolean enabled, double ridge, int neighbours) {}

  static TrainSettings from(SettingsReader in) {
    return new TrainSettings(
        in.integer("train.window-days", 1, 365),
        in.integer("train.candidates", 10, 10_000),
        in.integer("train.max-users", 10, 100_000_000),
        new Als(
            in.integer("train.als.rank", 1, 1024),
            in.integer("train.als.iterations", 1, 200),
            in.decimal("train.als.regularisation", 0, 1e6),
            in.decimal("train.als.alpha", 0, 1e6),
            in.integer("train.als.blocks", 1, 10_000)),
        new ItemToItem(
            in.integer("train.item-to-item.window", 1, 10_000),
            in.integer("train.item-to-item.neighbours", 1, 100_000),
            in.decimal("train.item-to-item.backward", 0, 1),
            in.decimal("train.item-to-item.step-decay", 0, 1),
            in.decimal("train.item-to-item.damping", 0, 1)),
        new Linear(
            in.flag("train.linear.enabled"),
            in.decimal("train.linear.ridge", 1e-6, 1e9),
            in.integer("train.linear.neighbours", 1, 100_000)),
        in.decimal("train.cold.ridge", 1e-9, 1e9));
  }
}
