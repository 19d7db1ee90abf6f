package dev.nightjar.pipelines.demo;

import java.util.Locale;

/** What is wrong in the demo's files: rows beside the good ones, such as every real export has. */
public enum Dirt {
  /** A line that is there twice. */
  ITEM_TWICE(DemoFile.ITEMS, Fate.DUPLICATE, 20),
  /** No {@code item_id}. */
  ITEM_WITHOUT_ID(DemoFile.ITEMS, Fate.BROKEN, 5),
  /** No {@code title}. */
  ITEM_WITHOUT_TITLE(DemoFile.ITEMS, Fate.BROKEN, 4),
  /** A price below zero. */
  ITEM_NEGATIVE_PRICE(DemoFile.ITEMS, Fate.BROKEN, 6),
  /** A description of no characters. */
  ITEM_EMPTY_DESCRIPTION(DemoFile.ITEMS, Fate.ODD, 5),
  /** A description with control characters. */
  ITEM_CONTROL_CHARACTERS(DemoFile.ITEMS, Fate.ODD, 4),
  /** A line that is there twice. */
  USER_TWICE(DemoFile.USERS, Fate.DUPLICATE, 5),
  /** No {@code user_id}. */
  USER_WITHOUT_ID(DemoFile.USERS, Fate.BROKEN, 3),
  /** A line that is there twice. */
  REVIEW_TWICE(DemoFile.REVIEWS, Fate.DUPLICATE, 60),
  /** No {@code review_id}. */
  REVIEW_WITHOUT_ID(DemoFile.REVIEWS, Fate.BROKEN, 10),
  /** No {@code user_id}. */
  REVIEW_WITHOUT_USER(DemoFile.REVIEWS, Fate.BROKEN, 10),
  /** No {@code item_id}. */
  REVIEW_WITHOUT_ITEM(DemoFile.REVIEWS, Fate.BROKEN, 10),
  /** A rating of 0, 11, -1 or a billion, in turn. */
  REVIEW_IMPOSSIBLE_RATING(DemoFile.REVIEWS, Fate.BROKEN, 20),
  /** A date after the night, from two days to decades. */
  REVIEW_IN_FUTURE(DemoFile.REVIEWS, Fate.BROKEN, 12),
  /** A date that is none. */
  REVIEW_UNREADABLE_DATE(DemoFile.REVIEWS, Fate.BROKEN, 8),
  /** An item that the catalog does not have. */
  REVIEW_OF_UNKNOWN_ITEM(DemoFile.REVIEWS, Fate.BROKEN, 25),
  /** A text of no characters, where others have none. */
  REVIEW_EMPTY_TEXT(DemoFile.REVIEWS, Fate.ODD, 20),
  /** A text with control characters. */
  REVIEW_CONTROL_CHARACTERS(DemoFile.REVIEWS, Fate.ODD, 15),
  /** A text of a million characters. */
  REVIEW_ENORMOUS_TEXT(DemoFile.REVIEWS, Fate.ODD, 1),
  /** A line that is there twice. */
  INTERACTION_TWICE(DemoFile.INTERACTIONS, Fate.DUPLICATE, 200),
  /** No {@code user_id}. */
  INTERACTION_WITHOUT_USER(DemoFile.INTERACTIONS, Fate.BROKEN, 20),
  /** No {@code item_id}. */
  INTERACTION_WITHOUT_ITEM(DemoFile.INTERACTIONS, Fate.BROKEN, 20),
  /** A rating of 0, 11, -1 or a billion, in turn. */
  INTERACTION_IMPOSSIBLE_RATING(DemoFile.INTERACTIONS, Fate.BROKEN, 20),
  /** A date after the night, from two days to decades. */
  INTERACTION_IN_FUTURE(DemoFile.INTERACTIONS, Fate.BROKEN, 25),
  /** A date that is none. */
  INTERACTION_UNREADABLE_DATE(DemoFile.INTERACTIONS, Fate.BROKEN, 15),
  /** An item that the catalog does not have. */
  INTERACTION_OF_UNKNOWN_ITEM(DemoFile.INTERACTIONS, Fate.BROKEN, 60);

  /** What ingest should do with such a row. */
  public enum Fate {
    /** Quarantine it: it breaks a rule. */
    BROKEN,
    /** Keep one of the two. */
    DUPLICATE,
    /** Keep it: strange, but legal. */
    ODD
  }

  private final DemoFile source;
  private final Fate fate;
  private final int rows;

  Dirt(DemoFile source, Fate fate, int rows) {
    this.source = source;
    this.fate = fate;
    this.rows = rows;
  }

  /** The file that has it. */
  public DemoFile source() {
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
