package dev.nightjar.pipelines.demo.shop;

import java.util.List;
import java.util.Map;

/**
 * An item as the generator knows it: what the shop shows, and the traits that decide who likes it.
 *
 * @param number position in the catalog, from 0; later items arrive later
 * @param id the id of the files
 * @param leaf position of its leaf in the vocabulary
 * @param brand position of its brand in the vocabulary
 * @param style position of its style in the vocabulary
 * @param words the words that fill the sentences about it
 * @param specifications one chosen value a specification
 * @param price in euros
 * @param priceLevel price within the leaf: 0 in the middle, about -2 cheapest, 2 dearest
 * @param quality one for each of the leaf's aspects, about -2 to 2
 * @param appeal factor on how often it is looked at
 * @param trend change of the appeal over 60 days, in powers of e
 * @param arrival day of the log on which it came, -1 for what was there before
 * @param withdrawal first day on which it is no longer sold
 */
public record Item(
    int number,
    String id,
    int leaf,
    int brand,
    int style,
    Map<String, String> words,
    Map<String, String> specifications,
    double price,
    double priceLevel,
    List<Double> quality,
    double appeal,
    double trend,
    int arrival,
    int withdrawal) {

  /** An item is put up in the evening: the first visitors see it on the day after its arrival. */
  boolean soldOn(int day) {
    return arrival < day && day < withdrawal;
  }
}
