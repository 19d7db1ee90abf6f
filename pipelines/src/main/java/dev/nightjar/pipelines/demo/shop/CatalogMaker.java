package dev.nightjar.pipelines.demo.shop;

import dev.nightjar.pipelines.demo.vocabulary.Grammar;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Brand;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Department;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Leaf;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Specification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Draws the items of a shop, each from a stream of its own. */
final class CatalogMaker {
  private static final double SHARE_ARRIVING = 0.15;
  private static final double WITHDRAWN_A_DAY = 0.0005;
  private static final double APPEAL_SPREAD = 1.1;

  private final Streams streams;
  private final Vocabulary vocabulary;
  private final Grammar grammar;
  private final List<Leaf> leaves;
  private final double[] leafWeights;

  CatalogMaker(Streams streams, Vocabulary vocabulary, Grammar grammar) {
    this.streams = streams;
    this.vocabulary = vocabulary;
    this.grammar = grammar;
    this.leaves = vocabulary.leaves();
    this.leafWeights = new double[leaves.size()];
    for (int leaf = 0; leaf < leafWeights.length; leaf++) {
      leafWeights[leaf] = 0.6 + streams.of("leaf-size", leaf).nextDouble();
    }
  }

  /** All items that have come by the end of a day. */
  Assortment until(int day, DemoOptions options) {
    Arrivals arrivals = Arrivals.of(options.items(), SHARE_ARRIVING, options.days());
    List<Item> items = new ArrayList<>();
    for (int number = 0; number < arrivals.until(day); number++) {
      items.add(item(number, arrivals.day(number)));
    }
    return new Assortment(streams, vocabulary, items);
  }

  private Item item(int number, int arrival) {
    SplittableRandom random = streams.of("item", number);
    int leafIndex = leaf(random, number);
    Leaf leaf = leaves.get(leafIndex);
    Department department = vocabulary.departmentOf(leaf);
    Brand brand = Streams.pick(random, department.brands());
    double level = clip(0.7 * brand.tier() + 0.7 * random.nextGaussian(), 2);
    Map<String, String> specifications = specifications(random, leaf, department);
    return new Item(
        number,
        "I%06d".formatted(number + 1),
        leafIndex,
        vocabulary.brands().indexOf(brand),
        random.nextInt(vocabulary.styles().size()),
        words(random, leaf, brand, specifications),
        specifications,
        price(leaf, level),
        level,
        qualities(random, leaf, brand),
        Math.exp(APPEAL_SPREAD * random.nextGaussian()),
        0.5 * random.nextGaussian(),
        arrival,
        withdrawal(random, arrival));
  }

  /** The first items go round the leaves, so that even the smallest shop has something in each. */
  private int leaf(RandomGenerator random, int number) {
    int drawn = Streams.weighted(random, leafWeights);
    return number < 2 * leaves.size() ? number % leaves.size() : drawn;
  }

  private Map<String, String> words(
      SplittableRandom random, Leaf leaf, Brand brand, Map<String, String> specifications) {
    List<String> features = new ArrayList<>(leaf.features());
    Collections.shuffle(features, new Random(random.nextLong()));
    String model = Streams.pick(random, grammar.of("models"));
    String mark = Streams.pick(random, grammar.of("marks"));
    Map<String, String> words = new HashMap<>();
    words.put("brand", brand.name());
    words.put("model", mark.isEmpty() ? model : model + " " + mark);
    words.put("noun", Streams.pick(random, leaf.nouns()));
    words.put("use", Streams.pick(random, leaf.uses()));
    for (int i = 0; i < 3; i++) {
      words.put("f" + (i + 1), features.get(i));
    }
    if (!leaf.materials().isEmpty()) {
      words.put("material", Streams.pick(random, leaf.materials()));
    }
    String key = Streams.pick(random, leaf.specifications()).key();
    words.put("key", key);
    words.put("value", specifications.get(key));
    words.put("colour", specifications.getOrDefault("Colour", ""));
    return Map.copyOf(words);
  }

  private static Map<String, String> specifications(
      RandomGenerator random, Leaf leaf, Department department) {
    Map<String, String> chosen = new TreeMap<>();
    for (Specification specification : leaf.specifications()) {
      chosen.put(specification.key(), Streams.pick(random, specification.values()));
    }
    if (!leaf.consumable() && !department.colours().isEmpty()) {
      chosen.put("Colour", Streams.pick(random, department.colours()));
    }
    return Collections.unmodifiableMap(chosen);
  }

  /** Dearer brands are a little better, but every item has its weak sides. */
  private static List<Double> qualities(RandomGenerator random, Leaf leaf, Brand brand) {
    return leaf.aspects().stream()
        .map(aspect -> clip(0.3 * brand.tier() + random.nextGaussian(), 2))
        .toList();
  }

  /** The level moves the price over the leaf's range in equal factors; shop prices end on .90. */
  private static double price(Leaf leaf, double level) {
    double place = (level + 2) / 4;
    double exact = leaf.lowPrice() * Math.pow(leaf.highPrice() / leaf.lowPrice(), place);
    return Math.floor(exact) + 0.9;
  }

  private static int withdrawal(RandomGenerator random, int arrival) {
    double days = -Math.log(1 - random.nextDouble()) / WITHDRAWN_A_DAY;
    return (int) Math.min(Integer.MAX_VALUE, Math.max(0, arrival) + 7 + days);
  }

  private static double clip(double value, double most) {
    return Math.max(-most, Math.min(most, value));
  }
}
