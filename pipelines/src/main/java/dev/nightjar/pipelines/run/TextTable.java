package dev.nightjar.pipelines.run;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns that are as wide as their widest cell. */
public final class TextTable {

  private static final String GAP = "  ";

  private final boolean numbers;
  private final List<List<String>> rows = new ArrayList<>();

  private TextTable(boolean numbers, String... headings) {
    this.numbers = numbers;
    row(headings);
  }

  /** All cells to the left. */
  public TextTable(String... headings) {
    this(false, headings);
  }

  /** The first column to the left, the numbers after it to the right. */
  public static TextTable ofNumbers(String... headings) {
    return new TextTable(true, headings);
  }

  /** Adds a row; control characters become blanks, so that a cell stays on its line. */
  public void row(String... cells) {
    if (!rows.isEmpty() && cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + rows.get(0).size() + " columns");
    }
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(cell.replaceAll("\\p{Cntrl}", " "));
    }
    rows.add(row);
  }

  /** A text of at most so many characters, with an ellipsis where it was cut. */
  public static String cut(String text, int characters) {
    return text.codePointCount(0, text.length()) <= characters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, characters - 1)) + "…";
  }

  @Override
  public String toString() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], length(row.get(c)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String blanks = " ".repeat(widths[c] - length(row.get(c)));
        boolean right = numbers && c > 0;
        line.append(right ? blanks + row.get(c) : row.get(c) + blanks).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
