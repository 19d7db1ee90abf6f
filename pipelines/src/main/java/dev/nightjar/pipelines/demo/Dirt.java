package dev.nightjar.pipelines.demo;

import java.util.Locale;

/** What is wrong in the demo's files: rows beside the good ones, such as every real export has. */
public enum Dirt {
  /** A line that is there twice. */
  ITEM_TWICE(Source.ITEMS, Fate.DUPLICATE, 20),
  /** No {@code item_id}. */
  ITEM_WITHOUT_ID(Source.ITEMS, Fate.BROKEN, 5),
  /** No {@code title}. */
  ITEM_WITHOUT_TITLE(Source.ITEMS, Fate.BROKEN, 4),
  /** A price below zero. */
  ITEM_NEGATIVE_PRICE(Source.ITEMS, Fate.BROKEN, 6),
  /** A description of no characters. */
  ITEM_EMPTY_DESCRIPTION(Source.ITEMS, Fate.ODD, 5),
  /** A description with control characters. */
  ITEM_CONTROL_CHARACTERS(Source.ITEMS, Fate.ODD, 4),
  /** A line that is there twice. */
  USER_TWICE(Source.USERS, Fate.DUPLICATE, 5),
  /** No {@code user_id}. */
  USER_WITHOUT_ID(Source.USERS, Fate.BROKEN, 3),
  /** A line that is there twice. */
  REVIEW_TWICE(Source.REVIEWS, Fate.DUPLICATE, 60),
  /** No {@code review_id}. */
  REVIEW_WITHOUT_ID(Source.REVIEWS, Fate.BROKEN, 10),
  /** No {@code user_id}. */
  REVIEW_WITHOUT_USER(Source.REVIEWS, Fate.BROKEN, 10),
  /** No {@code item_id}. */
  REVIEW_WITHOUT_ITEM(Source.REVIEWS, Fate.BROKEN, 10),
  /** A rating of 0, 11, -1 or NaN, in turn. */
  REVIEW_IMPOSSIBLE_RATING(Source.REVIEWS, Fate.BROKEN, 20),
  /** A date after the night, from two days to decades. */
  REVIEW_IN_FUTURE(Source.REVIEWS, Fate.BROKEN, 12),
  /** A date that is none. */
  REVIEW_UNREADABLE_DATE(Source.REVIEWS, Fate.BROKEN, 8),
  /** An item that the catalog does not have. */
  REVIEW_OF_UNKNOWN_ITEM(Source.REVIEWS, Fate.BROKEN, 25),
  /** A text of no characters, where others have none. */
  REVIEW_EMPTY_TEXT(Source.REVIEWS, Fate.ODD, 20),
  /** A text with control characters. */
  REVIEW_CONTROL_CHARACTERS(Source.REVIEWS, Fate.ODD, 15),
  /** A text of a million characters. */
  REVIEW_ENORMOUS_TEXT(Source.REVIEWS, Fate.ODD, 1),
  /** A line that is there twice. */
  INTERACTION_TWICE(Source.INTERACTIONS, Fate.DUPLICATE, 200),
  /** No {@code user_id}. */
  INTERACTION_WITHOUT_USER(Source.INTERACTIONS, Fate.BROKEN, 20),
  /** No {@code item_id}. */
  INTERACTION_WITHOUT_ITEM(Source.INTERACTIONS, Fate.BROKEN, 20),
  /** A rating of 0, 11, -1 or NaN, in turn. */
  INTERACTION_IMPOSSIBLE_RATING(Source.INTERACTIONS, Fate.BROKEN, 20),
  /** A date after the night, from two days to decades. */
  INTERACTION_IN_FUTURE(Source.INTERACTIONS, Fate.BROKEN, 25),
  /** A date that is none. */
  INTERACTION_UNREADABLE_DATE(Source.INTERACTIONS, Fate.BROKEN, 15),
  /** An item that the catalog does not have. */
  INTERACTION_OF_UNKNOWN_ITEM(Source.INTERACTIONS, Fate.BROKEN, 60);

  /** What ingest should do with such a row. */
  public enum Fate {
    /** Quarantine it: it breaks a rule. */
    BROKEN,
    /** Keep one of the two. */
    DUPLICATE,
    /** Keep it: strange, but legal. */
    ODD
  }

  private final Source source;
  private final Fate fate;
  private final int rows;

  Dirt(Source source, Fate fate, int rows) {
    this.source = source;
    this.fate = fate;
    this.rows = rows;
  }

  /** The file that has it. */
  public Source source() {
    return source;
  }

  /** What ingest should do with it. */
  public Fate fate() {
    return fate;
  }

  /** Rows of it in a shop of the default size. */
  public int rows() {
    return rows;
  }

  /** Its name as a word, such as {@code review-in-future}; the ids of its rows begin with it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
