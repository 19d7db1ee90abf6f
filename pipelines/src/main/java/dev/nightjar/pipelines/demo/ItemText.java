package dev.nightjar.pipelines.demo;

import dev.nightjar.pipelines.demo.shop.Item;
import dev.nightjar.pipelines.demo.shop.Streams;
import dev.nightjar.pipelines.demo.vocabulary.Grammar;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Leaf;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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

  /** Four to six sentences: what it is, what it has, whom it suits, what it is best at. */
  String description(Item item, int revision) {
    SplittableRandom random = streams.of("description", item.number(), revision);
    Leaf leaf = leaves.get(item.leaf());
    Style style = vocabulary.styles().get(item.style());
    List<String> sentences = new ArrayList<>();
    sentences.add(Streams.pick(random, grammar.of("opening")));
    sentences.add(Streams.pick(random, grammar.of("features")));
    sentences.add(Streams.pick(random, style.pitch()));
    strength(item)
        .map(aspect -> vocabulary.aspects().get(leaf.aspects().get(aspect)).claim())
        .ifPresent(claims -> sentences.add(Streams.pick(random, claims)));
    sentences.add(Streams.pick(random, Streams.pick(random, details(item, leaf))));
    if (revision > 0) {
      sentences.add(random.nextInt(sentences.size()), Streams.pick(random, grammar.of("revised")));
    }
    return sentences.stream()
        .map(sentence -> Grammar.fill(sentence, item.words()))
        .collect(Collectors.joining(" "));
  }

  /** Kinds of sentences about one detail: its material if it has any, its measures, its care. */
  private List<List<String>> details(Item item, Leaf leaf) {
    List<List<String>> details = new ArrayList<>();
    if (item.words().containsKey("material")) {
      details.add(grammar.of("material"));
    }
    boolean coloured = item.specifications().containsKey("Colour");
    details.add(grammar.of(coloured ? "spec-coloured" : "spec"));
    details.add(vocabulary.departmentOf(leaf).closing());
    return details;
  }

  /** The aspect that the shop praises: the best one that is good, the first of equals. */
  private static Optional<Integer> strength(Item item) {
    double best = Collections.max(item.quality());
    return best > 0 ? Optional.of(item.quality().indexOf(best)) : Optional.empty();
  }

  private static String titleCase(String noun) {
    return Arrays.stream(noun.split(" "))
        .map(word -> SMALL_WORDS.contains(word) ? word : Grammar.capital(word))
        .collect(Collectors.joining(" "));
  }
}
