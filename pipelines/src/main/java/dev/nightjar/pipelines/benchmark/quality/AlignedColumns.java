package dev.nightjar.pipelines.benchmark.quality;

import java.io.PrintWriter;
import java.util.List;

/** Prints rows in aligned columns, the first to the left, the others to the right. */
final class AlignedColumns {
  private AlignedColumns() {}

  static void print(PrintWriter out, List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String padding = " ".repeat(widths[c] - row.get(c).length());
        line.append(c == 0 ? row.get(c) + padding : "  " + padding + row.get(c));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
