package dev.nightjar.pipelines.demo.shop;

import dev.nightjar.pipelines.demo.vocabulary.Vocabulary;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Leaf;
import java.util.List;

/** How much a user likes an item, and how they would rate it. */
final class Liking {
  private static final double PRICE_MISMATCH = 0.35;

  private final int[][] aspectsOfLeaf;

  Liking(Vocabulary vocabulary) {
    List<String> names = vocabulary.aspectNames();
    this.aspectsOfLeaf =
        vocabulary.leaves().stream()
            .map(Leaf::aspects)
            .map(aspects -> aspects.stream().mapToInt(names::indexOf).toArray())
            .toArray(int[][]::new);
  }

  /**
   * Utility within the leaf: 0 leaves the user cold, 2 is to their taste, 4 what they dreamt of.
   */
  double utility(Shopper shopper, Item item) {
    double gap = shopper.priceLevel() - item.priceLevel();
    return shopper.styleTaste().get(item.style())
        + shopper.brandTaste().get(item.brand())
        + 0.5 * satisfaction(shopper, item)
        - PRICE_MISMATCH * gap * gap;
  }

  /** What the quality of the item is worth to a user who owns it, by the aspects they care for. */
  double satisfaction(Shopper shopper, Item item) {
    int[] aspects = aspectsOfLeaf[item.leaf()];
    double sum = 0;
    for (int i = 0; i < aspects.length; i++) {
      sum += shopper.aspectCare().get(aspects[i]) * item.quality().get(i);
    }
    return sum;
  }

  /** One to five stars: a mild judge, pleased by quality and by style, with a mood of the day. */
  int rating(Shopper shopper, Item item, double mood) {
    double felt =
        3.7
            + shopper.mildness()
            + satisfaction(shopper, item)
            + 0.3 * shopper.styleTaste().get(item.style())
            + 1.1 * mood;
    return (int) Math.max(1, Math.min(5, Math.round(felt)));
  }
}
