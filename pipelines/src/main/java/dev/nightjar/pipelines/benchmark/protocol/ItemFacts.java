package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.file.InputException;
import dev.nightjar.pipelines.file.InputFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a file says of an item besides its text.
 *
 * @param category empty where unknown
 * @param price NaN where unknown
 */
public record ItemFacts(String category, double price) {

  private static final String FORM =
      "give 'item<TAB>category<TAB>price', category or price empty where unknown";

  /** Reads a line an item; the first line of an id counts. */
  public static Map<String, ItemFacts> read(Path file) {
    Map<String, ItemFacts> facts = new LinkedHashMap<>();
    InputFile.read(
        file, (number, line) -> add(facts, line.split("\t", -1), new Place(file, number)));
    if (facts.isEmpty()) {
      throw new InputException(file, "has no item; " + FORM);
    }
    return facts;
  }

  private record Place(Path file, long line) {}

  private static void add(Map<String, ItemFacts> facts, String[] fields, Place place) {
    if (fields.length != 3 || fields[0].isBlank()) {
      throw new InputException(
          place.file(), place.line(), "has " + fields.length + " fields; " + FORM);
    }
    facts.putIfAbsent(
        fields[0].strip(), new ItemFacts(fields[1].strip(), price(fields[2].strip(), place)));
  }

  private static double price(String text, Place place) {
    if (text.isEmpty()) {
      return Double.NaN;
    }
    try {
      double price = Double.parseDouble(text);
      if (price >= 0 && price < Double.POSITIVE_INFINITY) {
        return price;
      }
    } catch (NumberFormatException e) {
      // told below, as every other price that is none
    }
    throw new InputException(
        place.file(), place.line(), "has the price '" + text + "'; give a number of at least 0");
  }
}
