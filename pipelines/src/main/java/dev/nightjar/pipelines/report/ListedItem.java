package dev.nightjar.pipelines.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * One position of a list, with what the catalog says of the item.
 *
 * @param title the item's id where the catalog has no title
 * @param category empty where the catalog has none
 * @param source the candidate source, empty on lists that have none
 * @param contributions the features that moved the score most, strongest first
 */
public record ListedItem(
    int position,
    String itemId,
    String title,
    String category,
    double score,
    String source,
    List<String> reasons,
    List<Contribution> contributions) {

  private static final int MAX_CONTRIBUTIONS = 3;

  /** What the ranker adds to every item's score alike, which tells nobody why. */
  private static final String REST = "other";

  public ListedItem {
    reasons = List.copyOf(reasons);
    contributions = List.copyOf(contributions);
  }

  /** A feature and what it adds to the score. */
  public record Contribution(String feature, double share) {}

  /** Reads the columns of a list joined with {@code title} and {@code category}. */
  static ListedItem of(Row row, String itemColumn, boolean ranked) {
    String itemId = row.getAs(itemColumn);
    return new ListedItem(
        row.getAs("position"),
        itemId,
        orElse(row.getAs("title"), itemId),
        orElse(row.getAs("category"), ""),
        row.getAs("score"),
        ranked ? orElse(row.getAs("source"), "") : "",
        row.isNullAt(row.fieldIndex("reasons"))
            ? List.of()
            : row.<String>getList(row.fieldIndex("reasons")),
        ranked && !row.isNullAt(row.fieldIndex("contributions"))
            ? strongest(row.getJavaMap(row.fieldIndex("contributions")))
            : List.of());
  }

  private static List<Contribution> strongest(Map<String, Double> contributions) {
    return contributions.entrySet().stream()
        .filter(e -> !e.getKey().equals(REST))
        .filter(e -> e.getValue() != null && e.getValue() != 0)
        .map(e -> new Contribution(e.getKey(), e.getValue()))
        .sorted(
            Comparator.comparingDouble((Contribution c) -> -Math.abs(c.share()))
                .thenComparing(Contribution::feature))
        .limit(MAX_CONTRIBUTIONS)
        .toList();
  }

  private static String orElse(String text, String other) {
    return text == null || text.isBlank() ? other : text;
  }
}
