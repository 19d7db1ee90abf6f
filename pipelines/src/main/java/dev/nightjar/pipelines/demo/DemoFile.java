package dev.nightjar.pipelines.demo;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.StringJoiner;

/** The files of the demo, one a source of the pipeline, each in a format that shops export. */
public enum DemoFile {
  /** The catalog, JSON lines. */
  ITEMS(
      "items.jsonl",
      Format.JSON_LINES,
      "item_id",
      "title",
      "description",
      "category",
      "brand",
      "price",
      "image_url",
      "available",
      "attributes",
      "updated_at"),
  /** The customer list, CSV with a header line. */
  USERS("users.csv", Format.CSV, "user_id", "signup_date", "country", "age_band"),
  /** The reviews, gzipped JSON lines. */
  REVIEWS(
      "reviews.jsonl.gz",
      Format.JSON_LINES,
      "review_id",
      "user_id",
      "item_id",
      "rating",
      "text",
      "at"),
  /** The interaction log, gzipped CSV with a header line. */
  INTERACTIONS("interactions.csv.gz", Format.CSV, "user_id", "item_id", "kind", "value", "at");

  /** How a row becomes a line. */
  enum Format {
    JSON_LINES,
    CSV
  }

  private final String file;
  private final Format format;
  private final List<String> columns;

  DemoFile(String file, Format format, String... columns) {
    this.file = file;
    this.format = format;
    this.columns = List.of(columns);
  }

  /** Name of the file in the demo's directory. */
  public String file() {
    return file;
  }

  /** Names of the columns, in the order of the file. */
  public List<String> columns() {
    return columns;
  }

  /** The header line, empty where the format has none. */
  List<String> header() {
    return format == Format.CSV ? List.of(String.join(",", columns)) : List.of();
  }

  /** A text as it is written in this format; the CSV files hold no text that needs quotes. */
  String text(String value) {
    return format == Format.CSV ? value : ConfigUtil.quoteString(value);
  }

  /** What is written where there is no value. */
  String missing() {
    return format == Format.CSV ? "" : "null";
  }

  /** The line of a row whose values are already written in this format. */
  String line(List<String> values) {
    if (format == Format.CSV) {
      return String.join(",", values);
    }
    StringJoiner line = new StringJoiner(",", "{", "}");
    for (int column = 0; column < columns.size(); column++) {
      line.add('"' + columns.get(column) + "\":" + values.get(column));
    }
    return line.toString();
  }
}
