package dev.nightjar.pipelines.notebook;

import java.util.List;

/**
 * A cell with what it gave.
 *
 * @param columns names of the result's columns, none for a cell without a result
 * @param numeric which columns are numbers
 * @param rows the first rows as text; null stands for SQL's null
 * @param cut whether there were more rows
 */
public record ExecutedCell(
    Cell cell, List<String> columns, List<Boolean> numeric, List<List<String>> rows, boolean cut) {

  static ExecutedCell without(Cell cell) {
    return new ExecutedCell(cell, List.of(), List.of(), List.of(), false);
  }

  public boolean isMarkdown() {
    return cell.kind() == Cell.Kind.MARKDOWN;
  }
}
