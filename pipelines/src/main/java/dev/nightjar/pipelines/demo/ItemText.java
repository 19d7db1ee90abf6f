package dev.nightjar.pipelines.demo;

import dev.nightjar.pipelines.demo.Vocabulary.Leaf;
import dev.nightjar.pipelines.demo.Vocabulary.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Writes the title and the description of an item, as the shop would. */
final class ItemText {
  private static final Set<String> SMALL_WORDS = Set.of("and", "of", "with", "for");

  private final Streams streams;
  private final Vocabulary vocabulary;
  private final Grammar grammar;
  private final List<Leaf> leaves;

  ItemText(Streams streams, Vocabulary vocabulary, Grammar grammar) {
    this.streams = streams;
    this.vocabulary = vocabulary;
    this.grammar = grammar;
    this.leaves = vocabulary.leaves();
  }

  /** Brand, model, style and kind of the item, and the value that tells it from its siblings. */
  String title(Item item) {
    SplittableRandom random = streams.of("title", item.number());
    String style = Streams.pick(random, vocabulary.styles().get(item.style()).words());
    return "%s %s %s %s, %s"
        .formatted(
            item.words().get("brand"),
            item.words().get("model"),
            style,
            titleCase(item.words().get("noun")),
            item.words().get("value"));
  }

  /** Five to eight sentences: what it is, what it has, whom it suits, what it is good at. */
  String description(Item item, int revision) {
    SplittableRandom random = streams.of("description", item.number(), revision);
    Leaf leaf = leaves.get(item.leaf());
    Style style = vocabulary.styles().get(item.style());
    List<String> sentences = new ArrayList<>();
    sentences.add(Streams.pick(random, grammar.of("opening")));
    sentences.add(Streams.pick(random, grammar.of("features")));
    if (item.words().containsKey("material")) {
      sentences.add(Streams.pick(random, grammar.of("material")));
    }
    sentences.add(Streams.pick(random, style.pitch()));
    for (int aspect : strengths(item)) {
      String name = leaf.aspects().get(aspect);
      sentences.add(Streams.pick(random, vocabulary.aspects().get(name).claim()));
    }
    boolean coloured = item.specifications().containsKey("Colour");
    sentences.add(Streams.pick(random, grammar.of(coloured ? "spec-coloured" : "spec")));
    sentences.add(Streams.pick(random, vocabulary.departmentOf(leaf).closing()));
    if (revision > 0) {
      sentences.add(random.nextInt(sentences.size()), Streams.pick(random, grammar.of("revised")));
    }
    return sentences.stream()
        .map(sentence -> Grammar.fill(sentence, item.words()))
        .collect(Collectors.joining(" "));
  }

  /** The aspects that the shop praises: those that are good, at most two, the best first. */
  private static List<Integer> strengths(Item item) {
    List<Integer> order = new ArrayList<>();
    for (int aspect = 0; aspect < item.quality().size(); aspect++) {
      if (item.quality().get(aspect) > 0) {
        order.add(aspect);
      }
    }
    order.sort((a, b) -> Double.compare(item.quality().get(b), item.quality().get(a)));
    return order.subList(0, Math.min(2, order.size()));
  }

  private static String titleCase(String noun) {
    return Arrays.stream(noun.split(" "))
        .map(word -> SMALL_WORDS.contains(word) ? word : Grammar.capital(word))
        .collect(Collectors.joining(" "));
  }
}
