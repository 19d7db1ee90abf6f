package dev.nightjar.pipelines.demo.shop;

import java.util.List;

/**
 * A user as the generator knows them: the profile the shop sees, and the tastes that it does not.
 *
 * @param number position among the users, from 0; later users sign up later
 * @param id the id of the files
 * @param signup day of the log on which they signed up, negative for days before it
 * @param habit how often they come at all
 * @param visitsADay expected visits on an average day
 * @param leafTaste by leaf, how likely a visit is for it; sums to 1
 * @param styleTaste by style, added to the utility of its items
 * @param brandTaste by brand, added to the utility of its items
 * @param aspectCare by aspect, how much its quality counts
 * @param priceLevel the price level they like, as {@link Item#priceLevel}
 * @param mildness added to their ratings
 */
public record Shopper(
    int number,
    String id,
    int signup,
    String country,
    String ageBand,
    Habit habit,
    double visitsADay,
    List<Double> leafTaste,
    List<Double> styleTaste,
    List<Double> brandTaste,
    List<Double> aspectCare,
    double priceLevel,
    double mildness) {

  /** How often a user comes. */
  enum Habit {
    /** Visits again and again, some daily, most rarely. */
    REGULAR,
    /** Has exactly one event in the whole log. */
    ONCE,
    /** Has signed up and never come. */
    NEVER
  }
}
