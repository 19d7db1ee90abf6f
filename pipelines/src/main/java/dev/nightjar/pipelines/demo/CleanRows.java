package dev.nightjar.pipelines.demo;

import dev.nightjar.pipelines.demo.shop.Event;
import dev.nightjar.pipelines.demo.shop.Item;
import dev.nightjar.pipelines.demo.shop.Review;
import dev.nightjar.pipelines.demo.shop.Revisions;
import dev.nightjar.pipelines.demo.shop.Shopper;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Brand;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Leaf;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The good rows of the four files, in the order of the files. */
final class CleanRows {
  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final LocalDate firstDay;
  private final Vocabulary vocabulary;

  CleanRows(LocalDate firstDay, Vocabulary vocabulary) {
    this.firstDay = firstDay;
    this.vocabulary = vocabulary;
  }

  /** The catalog as it stands at the end of a day. */
  List<Row> items(List<Item> items, ItemText text, Revisions revisions, int day) {
    List<Leaf> leaves = vocabulary.leaves();
    List<Brand> brands = vocabulary.brands();
    DemoFile source = DemoFile.ITEMS;
    List<Row> rows = new ArrayList<>();
    for (Item item : items) {
      Revisions.State state = revisions.at(item, day);
      rows.add(
          new Row(
              source,
              List.of(
                  source.text(item.id()),
                  source.text(text.title(item)),
                  source.text(text.description(item, state.number())),
                  source.text(leaves.get(item.leaf()).path()),
                  source.text(brands.get(item.brand()).name()),
                  amount(item.price()),
                  source.text("https://images.example.com/%s.jpg".formatted(item.id())),
                  Boolean.toString(state.available()),
                  object(item.specifications()),
                  source.text(instant(state.second()).toString()))));
    }
    return rows;
  }

  List<Row> users(List<Shopper> shoppers) {
    return shoppers.stream()
        .map(
            shopper ->
                new Row(
                    DemoFile.USERS,
                    List.of(
                        shopper.id(),
                        firstDay.plusDays(shopper.signup()).toString(),
                        shopper.country(),
                        shopper.ageBand())))
        .toList();
  }

  /** Ids count up in the order of time, so that a later night adds rows and changes none. */
  List<Row> reviews(
      List<Review> reviews, List<Shopper> shoppers, List<Item> items, ReviewText text) {
    DemoFile source = DemoFile.REVIEWS;
    List<Row> rows = new ArrayList<>();
    for (Review review : reviews) {
      Shopper writer = shoppers.get(review.user());
      Item item = items.get(review.item());
      rows.add(
          new Row(
              source,
              List.of(
                  source.text("R%07d".formatted(rows.size() + 1)),
                  source.text(writer.id()),
                  source.text(item.id()),
                  Integer.toString(review.stars()),
                  text.written(review)
                      ? source.text(text.text(review, writer, item))
                      : source.missing(),
                  source.text(instant(review.second()).toString()))));
    }
    return rows;
  }

  List<Row> interactions(List<Event> events, List<Shopper> shoppers, List<Item> items) {
    return events.stream()
        .map(
            event ->
                new Row(
                    DemoFile.INTERACTIONS,
                    List.of(
                        shoppers.get(event.user()).id(),
                        items.get(event.item()).id(),
                        event.kind().word(),
                        value(event),
                        LOG_TIME.format(instant(event.second())))))
        .toList();
  }

  private Instant instant(long second) {
    return firstDay.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(second);
  }

  private static String value(Event event) {
    return switch (event.kind()) {
      case VIEW, CLICK, CART -> DemoFile.INTERACTIONS.missing();
      case PURCHASE -> amount(event.value());
      case RATING -> Integer.toString((int) event.value());
    };
  }

  private static String amount(double euros) {
    return String.format(Locale.ROOT, "%.2f", euros);
  }

  private static String object(Map<String, String> values) {
    StringJoiner object = new StringJoiner(",", "{", "}");
    values.forEach((k, v) -> object.add(DemoFile.ITEMS.text(k) + ":" + DemoFile.ITEMS.text(v)));
    return object.toString();
  }
}
