package dev.nightjar.pipelines.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.demo.shop.DemoOptions;
import dev.nightjar.pipelines.demo.shop.Review;
import dev.nightjar.pipelines.demo.shop.Simulation;
import dev.nightjar.pipelines.demo.shop.Streams;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Aspect;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Leaf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TextTest {
  private static final DemoOptions OPTIONS = DemoOptions.defaults().withSizes(300, 2_000, 2_000);
  private static final Map<String, Pattern> MISTAKES =
      Map.of(
          "a slot that was not filled", Pattern.compile("[{}]"),
          "two spaces or a space at an end", Pattern.compile("  |^ | $"),
          "a sentence that begins with a small letter", Pattern.compile("^[a-z]|[.!?] [a-z]"),
          "a space before a comma or full stop", Pattern.compile(" [.,]"),
          "two marks in a row", Pattern.compile("[.,:;]{2}"),
          "a word twice in a row", Pattern.compile("\\b(\\w+) \\1\\b"),
          "two articles in a row", Pattern.compile("\\b(?i:the|an?) (the|an?)\\b"),
          "'a' before a vowel", Pattern.compile("\\b[Aa] (?!one-)[aeiouAEIOU]"),
          "'an' before a consonant", Pattern.compile("\\b[Aa]n (?!LED|hour)[^aeiouAEIOU]"),
          "no full stop at the end", Pattern.compile("[^.!?]$"));

  private static Simulation shop;
  private static List<String> titles;
  private static List<String> descriptions;
  private static List<String> reviews;

  @BeforeAll
  static void write() {
    shop = Simulation.of(OPTIONS);
    Streams streams = new Streams(OPTIONS.seed());
    ItemText itemText = new ItemText(streams, shop.vocabulary(), shop.grammar());
    ReviewText reviewText = new ReviewText(streams, shop.vocabulary(), shop.grammar());
    titles = shop.items().stream().map(itemText::title).toList();
    descriptions = shop.items().stream().map(i -> itemText.description(i, i.number() % 3)).toList();
    reviews =
        shop.reviews().stream()
            .map(r -> reviewText.text(r, shop.shoppers().get(r.user()), shop.items().get(r.item())))
            .toList();
  }

  @Test
  void descriptionsAndReviewsAreWellFormedEnglish() {
    List<String> found = new ArrayList<>();
    for (String text : texts()) {
      MISTAKES.forEach(
          (mistake, pattern) -> {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
              found.add(mistake + " at " + matcher.start() + ": " + text);
            }
          });
    }
    assertEquals(List.of(), found);
  }

  @Test
  void noTwoDescriptionsAreAlike() {
    assertEquals(descriptions.size(), new HashSet<>(descriptions).size());
  }

  @Test
  void titlesTellItemsApartAndAreCapitalised() {
    assertEquals(titles.size(), new HashSet<>(titles).size());
    for (String title : titles) {
      assertTrue(title.matches("\\p{Lu}[^{}]{14,}") && !title.contains("  "), title);
    }
  }

  @Test
  void textsHaveSeveralSentences() {
    for (String text : texts()) {
      long sentences = Pattern.compile("[.!?](?= |$)").matcher(text).results().count();
      assertTrue(sentences >= 4 && sentences <= 10, sentences + " sentences: " + text);
    }
  }

  @Test
  void wordsAgreeWithTheStars() {
    Set<String> praise = sentences(Aspect::praise);
    Set<String> complaint = sentences(Aspect::complaint);
    for (int i = 0; i < reviews.size(); i++) {
      String text = reviews.get(i);
      long happy = praise.stream().filter(text::contains).count();
      long unhappy = complaint.stream().filter(text::contains).count();
      int stars = shop.reviews().get(i).stars();
      assertTrue(stars < 4 || happy > unhappy, stars + " stars: " + text);
      assertTrue(stars > 2 || happy < unhappy, stars + " stars: " + text);
    }
  }

  @Test
  void everyNumberOfStarsIsGiven() {
    Map<Integer, Long> counts =
        shop.reviews().stream()
            .collect(Collectors.groupingBy(Review::stars, Collectors.counting()));
    for (int stars = 1; stars <= 5; stars++) {
      double share = counts.getOrDefault(stars, 0L) / (double) reviews.size();
      assertTrue(share > 0.02 && share < 0.6, stars + " stars: " + counts);
    }
  }

  @Test
  void theCategoryTreeHasThreeLevelsAndNoEmptyLeaf() {
    List<Leaf> leaves = shop.vocabulary().leaves();
    assertEquals(60, leaves.stream().map(Leaf::path).distinct().count());
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      int index = leaf;
      String path = leaves.get(leaf).path();
      assertEquals(3, path.split(" > ").length, path);
      assertTrue(shop.items().stream().filter(i -> i.leaf() == index).count() >= 10, path);
    }
  }

  @Test
  void everyWordOfTheVocabularyIsKnown() {
    Set<String> leaves =
        shop.vocabulary().leaves().stream().map(Leaf::name).collect(Collectors.toSet());
    for (Leaf leaf : shop.vocabulary().leaves()) {
      assertTrue(leaves.containsAll(leaf.then()), () -> leaf.name() + " then " + leaf.then());
      assertTrue(
          shop.vocabulary().aspects().keySet().containsAll(leaf.aspects()),
          () -> leaf.name() + " has " + leaf.aspects());
    }
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>(descriptions);
    texts.addAll(reviews);
    return texts;
  }

  /** Sentences without the slots, which are filled differently each time. */
  private static Set<String> sentences(Function<Aspect, List<String>> kind) {
    return shop.vocabulary().aspects().values().stream()
        .flatMap(aspect -> kind.apply(aspect).stream())
        .map(sentence -> sentence.replaceAll("\\{time}.*|.*\\{time} ", "").substring(1))
        .collect(Collectors.toSet());
  }
}
