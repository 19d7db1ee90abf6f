package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.file.InputException;
import dev.nightjar.pipelines.file.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads ratings: user, item, rating and, optionally, time (seconds or milliseconds since the
 * epoch), between tabs, commas, semicolons, {@code ::} or blanks. A first line whose rating is no
 * number is a header.
 */
public final class RatingsFile {
  private static final List<String> SEPARATORS = List.of("\t", "::", ",", ";");
  private static final String BLANKS = "\\s+";

  /** Times above this are milliseconds: as seconds they lie beyond the year 5000. */
  private static final double MILLISECONDS = 1e11;

  private final Path file;
  private final List<Rating> ratings = new ArrayList<>();
  private final Map<String, String> ids = new HashMap<>();
  private String separator;
  private int columns;

  private RatingsFile(Path file) {
    this.file = file;
  }

  /** All ratings in the order of the file. */
  public static List<Rating> read(Path file) {
    RatingsFile reader = new RatingsFile(file);
    InputFile.read(file, reader::line);
    if (reader.ratings.isEmpty()) {
      throw new InputException(file, "has no rating; give lines 'user item rating time'");
    }
    return reader.ratings;
  }

  private void line(long number, String line) {
    if (separator == null) {
      separator = SEPARATORS.stream().filter(line::contains).findFirst().orElse(BLANKS);
      columns = split(line).length;
      if (columns < 3) {
        throw broken(number, line, "has " + columns + " columns");
      }
      if (!isNumber(split(line)[2])) {
        return;
      }
    }
    String[] fields = split(line);
    if (fields.length != columns) {
      throw broken(
          number, line, "has " + fields.length + " columns and the first line has " + columns);
    }
    if (fields[0].isEmpty() || fields[1].isEmpty()) {
      throw broken(number, line, "has no user or no item");
    }
    double value = number(number, line, "rating", fields[2]);
    double time = columns > 3 ? number(number, line, "time", fields[3]) : 0;
    ratings.add(
        new Rating(
            ids.computeIfAbsent(fields[0], id -> id),
            ids.computeIfAbsent(fields[1], id -> id),
            value,
            Math.abs(time) > MILLISECONDS ? time / 1000 : time));
  }

  private String[] split(String line) {
    String[] fields =
        separator.equals(BLANKS) ? line.strip().split(BLANKS) : line.split(separator, -1);
    for (int i = 0; i < fields.length; i++) {
      fields[i] = fields[i].strip();
    }
    return fields;
  }

  private double number(long number, String line, String column, String field) {
    if (!isNumber(field)) {
      throw broken(number, line, "has the " + column + " '" + field + "', which is no number");
    }
    return Double.parseDouble(field);
  }

  private static boolean isNumber(String field) {
    try {
      return Double.isFinite(Double.parseDouble(field));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private InputException broken(long number, String line, String what) {
    return new InputException(
        file, number, what + ": '" + ItemLists.shortened(line) + "'; give 'user item rating time'");
  }
}
