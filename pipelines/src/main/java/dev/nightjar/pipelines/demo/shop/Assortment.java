package dev.nightjar.pipelines.demo.shop;

import dev.nightjar.pipelines.demo.vocabulary.Vocabulary;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The items of a shop in order of arrival, by leaf, and what goes with what. */
final class Assortment {
  private static final int COMPANIONS = 3;
  private static final double SAME_BRAND = 3;
  private static final double SAME_STYLE = 2;

  private final List<Item> items;
  private final List<List<Item>> byLeaf;
  private final List<List<Item>> companions;

  Assortment(Streams streams, Vocabulary vocabulary, List<Item> items) {
    this.items = List.copyOf(items);
    List<Leaf> leaves = vocabulary.leaves();
    List<String> names = leaves.stream().map(Leaf::name).toList();
    this.byLeaf =
        IntStream.range(0, leaves.size())
            .mapToObj(leaf -> this.items.stream().filter(item -> item.leaf() == leaf).toList())
            .toList();
    this.companions = new ArrayList<>();
    for (Item item : items) {
      List<Item> offered = new ArrayList<>();
      for (String next : leaves.get(item.leaf()).then()) {
        offered.addAll(byLeaf.get(names.indexOf(next)));
      }
      companions.add(companions(streams, item, offered));
    }
  }

  List<Item> items() {
    return items;
  }

  /** The items of a leaf, in order of arrival. */
  List<Item> inLeaf(int leaf) {
    return byLeaf.get(leaf);
  }

  /** The few items that the shop shows beside an item; what was not there yet is not among them. */
  List<Item> companions(Item item) {
    return companions.get(item.number());
  }

  private static List<Item> companions(Streams streams, Item item, List<Item> offered) {
    SplittableRandom random = streams.of("companions", item.number());
    double[] weights = new double[offered.size()];
    for (int i = 0; i < weights.length; i++) {
      Item other = offered.get(i);
      if (other.arrival() <= item.arrival()) {
        weights[i] =
            other.appeal()
                * (other.brand() == item.brand() ? SAME_BRAND : 1)
                * (other.style() == item.style() ? SAME_STYLE : 1);
      }
    }
    List<Item> chosen = new ArrayList<>();
    while (chosen.size() < COMPANIONS) {
      int next = Streams.weighted(random, weights);
      if (next < 0) {
        break;
      }
      chosen.add(offered.get(next));
      weights[next] = 0;
    }
    return List.copyOf(chosen);
  }
}
