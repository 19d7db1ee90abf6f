package dev.nightjar.pipelines.rank;

import dev.nightjar.pipelines.fusion.Recommender;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Says in a person's words why an item is on a list. */
final class Reasons {

  private Reasons() {}

  /**
   * The sentences for one item of a list.
   *
   * @param source of those that proposed the item the one with the largest contribution
   * @param because title of the history item that spoke most for it, null when none did
   * @param kind what the user did with that item
   * @param category of the recommended item, null where unknown
   */
  static List<String> of(String source, String because, String kind, String category) {
    List<String> reasons = new ArrayList<>();
    if (because != null) {
      reasons.add("because you " + verb(kind) + " " + because);
    }
    if (source.equals(Recommender.PINNED)) {
      reasons.add("chosen for you by the shop");
      return reasons;
    }
    reasons.add(
        switch (kind(source)) {
          case POPULARITY -> "popular right now";
          case CATEGORY -> category == null ? "popular right now" : "popular in " + category;
          case ALS -> "people with your taste choose it";
          case ITEM_TO_ITEM -> "often chosen next";
          case LINEAR -> "often chosen together";
          case TEXT -> "described alike";
          case COLD -> "new, and described like what your taste goes for";
        });
    return reasons;
  }

  private static String verb(String kind) {
    return switch (kind) {
      case "purchase" -> "bought";
      case "cart" -> "put in the cart";
      case "rating", "review" -> "rated";
      case "view", "click" -> "looked at";
      default -> "chose";
    };
  }

  private static SourceKind kind(String word) {
    return Arrays.stream(SourceKind.values())
        .filter(k -> k.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no candidate source is called '" + word + "'"));
  }
}
