package dev.nightjar.pipelines.publish.list;

import java.util.List;

/**
 * One item of a published list.
 *
 * @param source the candidate source, empty where the surface has none
 * @param score as published, see {@link Score}
 * @param reasons why it is there, for people
 */
public record ListItem(
    String itemId, String title, double score, String source, List<String> reasons) {

  public ListItem {
    reasons = List.copyOf(reasons);
  }

  /** The score as it is published. */
  public String scoreText() {
    return Score.text(score);
  }
}
