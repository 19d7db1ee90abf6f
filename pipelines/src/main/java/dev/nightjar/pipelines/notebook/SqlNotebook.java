package dev.nightjar.pipelines.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A SQL notebook as Databricks exports it as source: a first line that says so, cells between lines
 * {@code -- COMMAND ----------}, Markdown behind {@code -- MAGIC %md}, titles behind {@code --
 * DBTITLE 1,}.
 */
public record SqlNotebook(List<Cell> cells) {

  private static final String FIRST_LINE = "-- Databricks notebook source";
  private static final String SEPARATOR = "(?m)^-- COMMAND ----------\\s*$";
  private static final String MAGIC = "-- MAGIC";
  private static final String MARKDOWN = "%md";
  private static final String TITLE = "-- DBTITLE 1,";

  public SqlNotebook {
    cells = List.copyOf(cells);
  }

  /**
   * Reads the source form.
   *
   * @throws NotebookException naming a cell that cannot be run
   */
  public static SqlNotebook parse(String source) {
    String text = source.replace("\r\n", "\n");
    if (!text.startsWith(FIRST_LINE + "\n")) {
      throw new IllegalArgumentException(
          "the notebook starts with '"
              + text.lines().findFirst().orElse("")
              + "'; a SQL notebook in source form starts with '"
              + FIRST_LINE
              + "'");
    }
    List<Cell> cells = new ArrayList<>();
    for (String cell : text.substring(FIRST_LINE.length()).split(SEPARATOR)) {
      try {
        cells.add(cell(cell.strip()));
      } catch (IllegalArgumentException e) {
        throw new NotebookException(cells.size() + 1, e.getMessage(), e);
      }
    }
    return new SqlNotebook(cells);
  }

  private static Cell cell(String text) {
    if (text.startsWith(MAGIC)) {
      return markdown(text);
    }
    if (text.startsWith(TITLE)) {
      int end = text.indexOf('\n');
      return new Cell(
          Cell.Kind.SQL,
          text.substring(TITLE.length(), end < 0 ? text.length() : end),
          end < 0 ? "" : text.substring(end).strip());
    }
    return new Cell(Cell.Kind.SQL, "", text);
  }

  private static Cell markdown(String text) {
    String magic =
        text.lines()
            .map(l -> l.startsWith(MAGIC) ? l.substring(MAGIC.length()).replaceFirst("^ ", "") : l)
            .collect(Collectors.joining("\n"));
    if (!magic.startsWith(MARKDOWN)) {
      throw new IllegalArgumentException(
          "has the magic '" + magic.lines().findFirst().orElse("") + "'; only %md and SQL are run");
    }
    return new Cell(Cell.Kind.MARKDOWN, "", magic.substring(MARKDOWN.length()).strip());
  }
}
