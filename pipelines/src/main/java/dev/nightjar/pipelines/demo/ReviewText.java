package dev.nightjar.pipelines.demo;

import dev.nightjar.pipelines.demo.shop.Item;
import dev.nightjar.pipelines.demo.shop.Review;
import dev.nightjar.pipelines.demo.shop.Shopper;
import dev.nightjar.pipelines.demo.shop.Streams;
import dev.nightjar.pipelines.demo.vocabulary.Grammar;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Aspect;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Leaf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Writes what a user says about an item, in a tone that agrees with the stars. */
final class ReviewText {
  private static final double FINDS_WORDS = 0.2;
  private static final double SPEAKS_OF_ONESELF = 0.55;
  private static final double NAMES_A_FEATURE = 0.35;
  private static final double CLEAR = 0.6;

  private final Streams streams;
  private final Vocabulary vocabulary;
  private final Grammar grammar;
  private final List<Leaf> leaves;
  private final List<String> aspectNames;

  ReviewText(Streams streams, Vocabulary vocabulary, Grammar grammar) {
    this.streams = streams;
    this.vocabulary = vocabulary;
    this.grammar = grammar;
    this.leaves = vocabulary.leaves();
    this.aspectNames = vocabulary.aspectNames();
  }

  /** Whether there are words beside the stars, as in one review of five. */
  boolean written(Review review) {
    return streams.of("review-words", review.user(), review.item(), review.second()).nextDouble()
        < FINDS_WORDS;
  }

  /** Four to eight sentences. */
  String text(Review review, Shopper writer, Item item) {
    SplittableRandom random =
        streams.of("review-text", review.user(), review.item(), review.second());
    String tone = review.stars() >= 4 ? "good" : review.stars() == 3 ? "mixed" : "bad";
    List<String> sentences = new ArrayList<>();
    sentences.add(one(random, "review.opening-" + tone));
    if (random.nextDouble() < SPEAKS_OF_ONESELF) {
      sentences.add(Streams.pick(random, vocabulary.styles().get(loved(writer)).voice()));
    }
    sentences.addAll(aspects(random, review.stars(), writer, item));
    if (review.stars() != 3 && random.nextDouble() < NAMES_A_FEATURE) {
      sentences.add(one(random, "review.feature-" + tone));
    }
    sentences.add(one(random, "review.verdict-" + tone));
    Map<String, String> words = new HashMap<>(item.words());
    words.put("time", one(random, "review.times"));
    return sentences.stream()
        .map(sentence -> Grammar.fill(sentence, words))
        .collect(Collectors.joining(" "));
  }

  /**
   * Two or three sentences in the tone of the stars, about the aspects that explain them best, and
   * one in the other tone if an aspect that the writer speaks of asks for it.
   */
  private List<String> aspects(SplittableRandom random, int stars, Shopper writer, Item item) {
    List<Integer> order = order(random, writer, item, stars >= 3 ? 1 : -1);
    List<String> sentences = new ArrayList<>();
    int told = 2 + random.nextInt(2);
    for (int aspect : order.subList(0, Math.min(told, order.size() - 1))) {
      sentences.add(sentence(random, item, aspect, stars >= 3));
    }
    int contrary = order.get(order.size() - 1);
    double quality = item.quality().get(contrary);
    if (stars == 3 || (stars == 4 && quality < -CLEAR) || (stars == 2 && quality > CLEAR)) {
      String turn = one(random, stars >= 3 ? "review.but" : "review.still");
      sentences.add(turn + " " + lower(sentence(random, item, contrary, stars < 3)));
    }
    return sentences;
  }

  /** The aspects of the item, first what the writer cares for and what is best (or worst). */
  private List<Integer> order(SplittableRandom random, Shopper writer, Item item, int sign) {
    List<String> aspects = leaves.get(item.leaf()).aspects();
    List<Double> weights = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < aspects.size(); i++) {
      double care = writer.aspectCare().get(aspectNames.indexOf(aspects.get(i)));
      weights.add(sign * item.quality().get(i) + care + 0.5 * random.nextGaussian());
      order.add(i);
    }
    order.sort(Collections.reverseOrder((a, b) -> Double.compare(weights.get(a), weights.get(b))));
    return order;
  }

  private String sentence(SplittableRandom random, Item item, int index, boolean praise) {
    Aspect aspect = vocabulary.aspects().get(leaves.get(item.leaf()).aspects().get(index));
    return Streams.pick(random, praise ? aspect.praise() : aspect.complaint());
  }

  private String one(SplittableRandom random, String kind) {
    return Streams.pick(random, grammar.of(kind));
  }

  /** The style that the writer likes best; the first of equals. */
  private static int loved(Shopper writer) {
    return writer.styleTaste().indexOf(Collections.max(writer.styleTaste()));
  }

  private static String lower(String sentence) {
    return sentence.startsWith("I ")
        ? sentence
        : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }
}
