package dev.nightjar.pipelines.settings.choice;

import java.util.Locale;

/**
 * Kinds of facts that a ranker may be kept from seeing; scores and ranks of sources are no group.
 */
public enum FeatureGroup {
  /** How many events the user has. */
  ACTIVITY,
  /** Whether and how lately the user touched the item. */
  TOUCHED,
  /** What single items of the history say by item-to-item, linear, ALS and the cold-start map. */
  RELATIONS,
  /** Likeness of the item's vector to those of the user's items. */
  TEXT,
  /** The user's share of events in the item's category. */
  CATEGORY,
  /** How far the price lies from those that the user pays. */
  PRICE,
  /** Age of the item. */
  AGE,
  /** Mean and number of its ratings. */
  RATING,
  /** Whether its popularity grows. */
  TREND,
  /** What its reviews sound like. */
  SENTIMENT;

  /** The word in settings and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
