package dev.nightjar.pipelines.demo.shop;

import dev.nightjar.pipelines.demo.vocabulary.Vocabulary;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Leaf;
import java.util.List;

/** The shop over the whole time that is simulated: its goods and how the days change them. */
final class Shop {
  private final Assortment catalog;
  private final List<Leaf> leaves;
  private final Liking taste;
  private final Market market;
  private final double[][] attention;

  /** {@code days} is the number of days to simulate, from day 0. */
  Shop(Assortment catalog, Vocabulary vocabulary, Market market, int days) {
    this.catalog = catalog;
    this.leaves = vocabulary.leaves();
    this.taste = new Liking(vocabulary);
    this.market = market;
    this.attention = new double[days][];
    for (int day = 0; day < days; day++) {
      attention[day] = attention(day);
    }
  }

  Assortment catalog() {
    return catalog;
  }

  Liking taste() {
    return taste;
  }

  Market market() {
    return market;
  }

  Leaf leafOf(Item item) {
    return leaves.get(item.leaf());
  }

  /** Attention on a day, by item number; not to be changed. */
  double[] attentionOn(int day) {
    return attention[day];
  }

  private double[] attention(int day) {
    return catalog.items().stream().mapToDouble(item -> market.attention(item, day)).toArray();
  }
}
