package dev.nightjar.pipelines.notebook;

import java.util.List;

/**
 * A cell of a notebook.
 *
 * @param title empty where the cell has none
 * @param text Markdown, or SQL statements with semicolons between them
 */
public record Cell(Kind kind, String title, String text) {

  /** What a cell holds. */
  public enum Kind {
    MARKDOWN,
    SQL
  }

  public Cell {
    if (text.isBlank()) {
      throw new IllegalArgumentException("is empty; fill or remove it");
    }
  }

  /** The statements of a SQL cell; a semicolon separates two where it ends a line. */
  List<String> statements() {
    return List.of(text.split(";\\s*(?:\\n|$)")).stream().map(String::strip).toList();
  }
}
