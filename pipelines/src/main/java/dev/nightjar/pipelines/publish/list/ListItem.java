package dev.nightjar.pipelines.publish.list;

import dev.nightjar.pipelines.settings.choice.PublishedField;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * One item of a published list.
 *
 * @param source the candidate source, empty where the surface has none
 * @param score as published, see {@link Score}
 * @param reasons why it is there, for people
 * @param estimates what else is known of it
 * @param shown what readers get of all this
 */
public record ListItem(
    String itemId,
    String title,
    double score,
    String source,
    List<String> reasons,
    Estimates estimates,
    Set<PublishedField> shown) {

  private static final Set<PublishedField> USUAL =
      EnumSet.of(
          PublishedField.TITLE,
          PublishedField.SCORE,
          PublishedField.SOURCE,
          PublishedField.REASONS);

  /**
   * What the night expects of an item.
   *
   * @param chance that the user takes it, empty where no window taught
   * @param expectedRating if the user takes and rates it, empty where nobody rates
   * @param parts of the score by name
   */
  public record Estimates(
      OptionalDouble chance, OptionalDouble expectedRating, Map<String, Double> parts) {

    public static final Estimates NONE =
        new Estimates(OptionalDouble.empty(), OptionalDouble.empty(), Map.of());

    public Estimates {
      parts = new TreeMap<>(parts);
    }
  }

  public ListItem {
    reasons = List.copyOf(reasons);
    shown = Set.copyOf(shown);
  }

  /** An item with title, score, source and reasons. */
  public ListItem(String itemId, String title, double score, String source, List<String> reasons) {
    this(itemId, title, score, source, reasons, Estimates.NONE, USUAL);
  }

  public boolean shows(PublishedField field) {
    return shown.contains(field);
  }

  /** The score as it is published. */
  public String scoreText() {
    return Score.text(score);
  }
}
