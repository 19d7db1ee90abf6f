package dev.nightjar.pipelines.demo.shop;

import dev.nightjar.pipelines.demo.vocabulary.Grammar;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary;
import dev.nightjar.pipelines.demo.vocabulary.VocabularyReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A shop up to the end of a night: who and what is in it, and what happened.
 *
 * @param vocabulary the words that the shop is made of
 * @param grammar the sentences that it speaks in
 * @param items the catalog of the night, in order of arrival
 * @param shoppers the users of the night, in order of signing up
 * @param events the interaction log, in order of time
 * @param reviews the reviews, in order of time
 */
public record Simulation(
    Vocabulary vocabulary,
    Grammar grammar,
    List<Item> items,
    List<Shopper> shoppers,
    List<Event> events,
    List<Review> reviews) {

  public Simulation {
    items = List.copyOf(items);
    shoppers = List.copyOf(shoppers);
    events = List.copyOf(events);
    reviews = List.copyOf(reviews);
  }

  /**
   * Simulates to the reference night at least: how many earlier reviews there are depends on it.
   */
  public static Simulation of(DemoOptions options) {
    Vocabulary vocabulary = VocabularyReader.vocabulary().forItems(options.items());
    Grammar grammar = VocabularyReader.grammar();
    Streams streams = new Streams(options.seed());
    int until = Math.max(options.lastDay(), options.referenceDay());
    CatalogMaker catalogs = new CatalogMaker(streams, vocabulary, grammar);
    CrowdMaker crowds = new CrowdMaker(streams, vocabulary);
    int weekday = options.firstDay().getDayOfWeek().getValue() - 1;
    Market market = new Market(streams, vocabulary.leaves().size(), weekday);
    Shop shop = new Shop(catalogs.until(until, options), vocabulary, market, until + 1);
    List<Shopper> shoppers = crowds.until(until, options);

    List<Event> events = new ArrayList<>();
    List<Review> reviews = new ArrayList<>();
    for (Shopper shopper : shoppers) {
      Customer customer = new Customer(streams, shop, shopper);
      customer.liveUntil(until, options.referenceDay());
      events.addAll(customer.events());
      reviews.addAll(customer.reviews());
    }
    long written = reviews.stream().filter(r -> r.day() <= options.referenceDay()).count();
    int earlier = (int) Math.max(0, options.reviews() - written);
    reviews.addAll(new EarlierReviews(streams, shop, shoppers).write(earlier));

    int last = options.lastDay();
    return new Simulation(
        vocabulary,
        grammar,
        shop.catalog().items().stream().filter(item -> item.arrival() <= last).toList(),
        shoppers.stream().filter(shopper -> shopper.signup() <= last).toList(),
        events.stream().filter(event -> event.day() <= last).sorted(Event.ORDER).toList(),
        reviews.stream().filter(review -> review.day() <= last).sorted(Review.ORDER).toList());
  }
}
