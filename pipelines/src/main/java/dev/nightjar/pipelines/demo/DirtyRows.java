package dev.nightjar.pipelines.demo;

import dev.nightjar.pipelines.demo.shop.Event;
import dev.nightjar.pipelines.demo.shop.Streams;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes rows that are wrong out of good ones; no two rows that break a rule are alike. */
final class DirtyRows {
  private static final int ENORMOUS = 1_000_000;
  private static final List<String> IMPOSSIBLE_RATINGS = List.of("0", "11", "-1", "1e9");
  private static final List<Integer> DAYS_AHEAD = List.of(2, 30, 400, 9_000);
  private static final List<String> NO_DATES =
      List.of("yesterday", "2025-02-30 10:00:00", "31.12.2024 25:61", "0000-00-00");
  private static final List<String> CONTROLS =
      List.of("\u0000", "\u0007\b", "\u001b[31m", "\u0085\u009f");

  private final Streams streams;
  private final LocalDate night;

  /** Dates in the future are counted from the night. */
  DirtyRows(Streams streams, LocalDate night) {
    this.streams = streams;
    this.night = night;
  }

  /** The dirty rows of one kind; each takes another one of the good rows as its model. */
  List<Row> of(Dirt dirt, int count, List<Row> good) {
    if (good.size() < count) {
      throw new IllegalArgumentException(
          "%d rows of %s need as many good rows, there are %d; set more demo users or a later night"
              .formatted(count, dirt, good.size()));
    }
    SplittableRandom random = streams.of(dirt.word());
    Set<Integer> taken = new HashSet<>();
    List<Row> rows = new ArrayList<>();
    while (rows.size() < count) {
      int model = random.nextInt(good.size());
      if (taken.add(model)) {
        rows.add(spoil(dirt, rows.size(), good.get(model)));
      }
    }
    return rows;
  }

  private Row spoil(Dirt dirt, int number, Row good) {
    return switch (dirt) {
      case ITEM_TWICE, USER_TWICE, REVIEW_TWICE, INTERACTION_TWICE -> good;
      case USER_WITHOUT_ID, INTERACTION_WITHOUT_USER -> good.without("user_id");
      case ITEM_WITHOUT_ID, INTERACTION_WITHOUT_ITEM -> good.without("item_id");
      case REVIEW_WITHOUT_ID -> good.without("review_id");
      case ITEM_WITHOUT_TITLE -> own(dirt, number, good).without("title");
      case ITEM_NEGATIVE_PRICE -> own(dirt, number, good).with("price", "-1.00");
      case ITEM_EMPTY_DESCRIPTION -> notSold(own(dirt, number, good)).withText("description", "");
      case ITEM_CONTROL_CHARACTERS ->
          notSold(own(dirt, number, good))
              .withText("description", "Remnant" + turn(CONTROLS, number) + " of an old import.");
      case REVIEW_WITHOUT_USER -> own(dirt, number, good).without("user_id");
      case REVIEW_WITHOUT_ITEM -> own(dirt, number, good).without("item_id");
      case REVIEW_IMPOSSIBLE_RATING ->
          own(dirt, number, good).with("rating", turn(IMPOSSIBLE_RATINGS, number));
      case REVIEW_IN_FUTURE -> own(dirt, number, good).withText("at", ahead(number) + "T09:30:00Z");
      case REVIEW_UNREADABLE_DATE -> own(dirt, number, good).withText("at", turn(NO_DATES, number));
      case REVIEW_OF_UNKNOWN_ITEM -> own(dirt, number, good).withText("item_id", id(dirt, number));
      case REVIEW_EMPTY_TEXT -> own(dirt, number, good).withText("text", "");
      case REVIEW_CONTROL_CHARACTERS ->
          own(dirt, number, good)
              .withText(
                  "text", "Arrived" + turn(CONTROLS, number) + " on time, works as it should.");
      case REVIEW_ENORMOUS_TEXT -> own(dirt, number, good).withText("text", enormous());
      case INTERACTION_IMPOSSIBLE_RATING ->
          good.withText("kind", Event.Kind.RATING.word())
              .with("value", turn(IMPOSSIBLE_RATINGS, number));
      case INTERACTION_IN_FUTURE -> good.withText("at", ahead(number) + " 09:30:00");
      case INTERACTION_UNREADABLE_DATE -> good.withText("at", turn(NO_DATES, number));
      case INTERACTION_OF_UNKNOWN_ITEM -> good.withText("item_id", id(dirt, number));
    };
  }

  /** The row under an id of its own, which no good row has. */
  private static Row own(Dirt dirt, int number, Row row) {
    return row.withText(row.source().columns().get(0), id(dirt, number));
  }

  private static Row notSold(Row item) {
    return item.with("available", "false");
  }

  private static String id(Dirt dirt, int number) {
    return dirt.word() + "-" + (number + 1);
  }

  private LocalDate ahead(int number) {
    return night.plusDays(turn(DAYS_AHEAD, number));
  }

  private static String enormous() {
    String sentence = "And then it went on and on. ";
    return sentence.repeat(ENORMOUS / sentence.length() + 1).substring(0, ENORMOUS);
  }

  private static <T> T turn(List<T> values, int number) {
    return values.get(number % values.size());
  }
}
