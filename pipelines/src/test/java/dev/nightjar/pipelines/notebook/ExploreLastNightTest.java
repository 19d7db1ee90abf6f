package dev.nightjar.pipelines.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.report.LiteralLake;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class ExploreLastNightTest {

  private static final Path FOLDER = Path.of("../notebooks-export");

  @TempDir Path directory;

  @Test
  void everyCellOfTheNotebookRunsOnATinyLake(SparkSession spark) throws IOException {
    LiteralLake literal = new LiteralLake(spark, directory.toString()).nights(1);
    profiles(spark, literal);
    List<ExecutedCell> cells = NotebookRun.execute(spark, notebook(), directory.toString());
    assertEquals(notebook().cells().size(), cells.size());
    assertEquals(List.of(List.of("2026-03-14")), result(cells, "The newest night that has lists"));
    assertEquals(
        List.of("fused", "0.151"),
        result(cells, "Every model over all users").stream()
            .filter(r -> r.get(1).equals("ndcg@10"))
            .map(r -> List.of(r.get(0), r.get(2)))
            .findFirst()
            .orElseThrow());
    List<ExecutedCell> queries = cells.stream().filter(c -> !c.columns().isEmpty()).toList();
    queries.forEach(c -> assertFalse(c.rows().isEmpty(), "no row from " + c.cell().text()));
    List<List<String>> wishes = result(cells, "cosine");
    assertTrue(Double.parseDouble(wishes.get(0).get(2)) > 0.05, wishes.toString());
  }

  @Test
  void theExportIsOfThisNotebook() throws IOException {
    String page = Files.readString(FOLDER.resolve("explore-last-night.html"));
    for (Cell cell : notebook().cells()) {
      if (cell.kind() == Cell.Kind.SQL) {
        String first = cell.text().lines().findFirst().orElseThrow().replace("'", "&#39;");
        assertTrue(page.contains(first), "run nightjar notebook again, the page lacks: " + first);
      }
    }
  }

  /** The rows of the cell whose title or first column names it. */
  private static List<List<String>> result(List<ExecutedCell> cells, String name) {
    return cells.stream()
        .filter(c -> c.cell().title().equals(name) || c.columns().contains(name))
        .findFirst()
        .orElseThrow()
        .rows();
  }

  private static void profiles(SparkSession spark, LiteralLake literal) {
    literal.lake().read(Table.ITEMS).createOrReplaceTempView("catalog");
    literal
        .lake()
        .replaceNight(
            Table.ITEM_PROFILES,
            LiteralLake.NIGHT,
            spark.sql(
                "SELECT 'live' AS fold, item_id, 0 AS item, embed_text(title) AS text_vector,"
                    + " null AS review_vector, null AS image_vector, null AS vector, category, price, available,"
                    + " 3 AS interactions, 1.0 AS popularity, 0.0 AS trend, 2 AS likes, 0 AS dislikes,"
                    + " null AS rating_mean, 0 AS rating_count, null AS sentiment, null AS age_days FROM catalog"));
  }

  private static SqlNotebook notebook() throws IOException {
    return SqlNotebook.parse(Files.readString(FOLDER.resolve("explore-last-night.sql")));
  }
}
