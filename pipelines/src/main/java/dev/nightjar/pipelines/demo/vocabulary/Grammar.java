package dev.nightjar.pipelines.demo.vocabulary;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences with slots, by kind, and how the slots are filled. */
public record Grammar(Map<String, List<String>> sentences) {
  private static final Pattern SLOT = Pattern.compile("\\{(a |the )?([a-z0-9]+)}");
  private static final Pattern ARTICLE = Pattern.compile("^an? ");

  public Grammar {
    sentences = Map.copyOf(sentences);
  }

  /** The sentences of one kind, such as {@code opening} or {@code review.verdict-good}. */
  public List<String> of(String kind) {
    List<String> found = sentences.get(kind);
    if (found == null) {
      throw new IllegalArgumentException(
          "no sentences of kind %s; grammar.conf has %s".formatted(kind, sentences.keySet()));
    }
    return found;
  }

  /**
   * The sentence with every slot replaced and its first letter a capital: {@code {x}} is the word
   * itself, {@code {a x}} the word after "a" or "an", {@code {the x}} the word after "the" in place
   * of an article of its own.
   */
  public static String fill(String sentence, Map<String, String> words) {
    String filled =
        SLOT.matcher(sentence)
            .replaceAll(
                slot ->
                    Matcher.quoteReplacement(
                        word(slot.group(1), words.get(slot.group(2)), sentence)));
    return capital(filled);
  }

  /** The word with its first letter a capital. */
  public static String capital(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** The article that belongs before the word: the sound decides, not the letter. */
  static String article(String word) {
    boolean soundsLikeVowel = word.startsWith("LED") || "aeiouAEIOU".indexOf(word.charAt(0)) >= 0;
    boolean soundsLikeConsonant = word.startsWith("one-") || word.startsWith("uni");
    return soundsLikeVowel && !soundsLikeConsonant ? "an" : "a";
  }

  private static String word(String article, String word, String sentence) {
    if (word == null) {
      throw new IllegalArgumentException("no word for a slot of: " + sentence);
    }
    if (article == null) {
      return word;
    }
    return article.startsWith("the")
        ? "the " + ARTICLE.matcher(word).replaceFirst("")
        : article(word) + " " + word;
  }
}
