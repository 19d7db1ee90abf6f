package dev.nightjar.pipelines.ingest;

import dev.nightjar.pipelines.table.Table;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Notices where nearly all rows of a table have the key of another one. */
final class DuplicateKeys {

  private static final double NEARLY_ALL = 0.9;

  /** So many rows may have one key by chance. */
  private static final long FEW = 10;

  private DuplicateKeys() {}

  /**
   * A sentence where keys must be wrong.
   *
   * @param rows that keep every rule
   * @param copies of them that another row replaced
   */
  static Optional<String> warning(Table table, long rows, long copies) {
    if (rows <= FEW || copies < NEARLY_ALL * rows) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "warning: %,d of %,d rows of %s have the %s of another row and were left out; check what"
                + " select makes of them",
            copies,
            rows,
            table.tableName(),
            String.join(", ", table.key())));
  }

  /** The same of what an ingest counted. */
  static Optional<String> warning(Table table, Map<String, Long> counts) {
    String name = table.tableName();
    return warning(
        table,
        counts.getOrDefault(name + ".accepted", 0L),
        counts.getOrDefault(name + ".duplicates", 0L)
            + counts.getOrDefault(name + ".superseded", 0L));
  }
}
