package dev.nightjar.pipelines.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.nightly.Failures;
import dev.nightjar.pipelines.report.LiteralLake;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Cells as people write them. */
@ExtendWith(SparkExtension.class)
final class NotebookRunTest {

  @TempDir private Path directory;

  @Test
  void columnsAreToldApartByTheirPlaces(SparkSession spark) {
    ExecutedCell same = run(spark, "SELECT a.id, b.id FROM (SELECT 1 id) a, (SELECT 'x' id) b");
    assertEquals(List.of("id", "id"), same.columns());
    assertEquals(List.of(true, false), same.numeric());
    assertEquals(List.of(List.of("1", "x")), same.rows());

    ExecutedCell odd = run(spark, "SELECT 1 AS `a``b`, 2 AS `c.d`, 3 AS ` `");
    assertEquals(List.of("a`b", "c.d", " "), odd.columns());
    assertEquals(List.of(List.of("1", "2", "3")), odd.rows());
  }

  @Test
  void theTablesOfTheLakeAreThereByTheirNames(SparkSession spark) {
    new LiteralLake(spark, directory.toString()).items();

    assertEquals(
        List.of(List.of("12", "0")),
        run(spark, "SELECT (SELECT count(*) FROM items) i, (SELECT count(*) FROM reviews) r")
            .rows());
  }

  @Test
  void aCellThatCannotBeRunIsNamedInTheFirstLine(SparkSession spark) {
    var missing =
        assertThrows(NotebookException.class, () -> run(spark, "SELECT * FROM no_such_table"));
    String said = Failures.oneLine(missing);
    assertTrue(said.startsWith("cell 2 of the notebook failed: [TABLE_OR_VIEW_NOT_FOUND]"), said);
    assertTrue(said.contains("no_such_table"), said);

    var magic = assertThrows(NotebookException.class, () -> run(spark, "-- MAGIC %python\n"));
    assertEquals(
        "cell 2 of the notebook has the magic '%python'; only %md and SQL are run",
        Failures.oneLine(magic));
    var empty =
        assertThrows(
            NotebookException.class, () -> run(spark, "-- COMMAND ----------\n\nSELECT 2"));
    assertEquals("cell 2 of the notebook is empty; fill or remove it", Failures.oneLine(empty));
  }

  /** The second of two cells. */
  private ExecutedCell run(SparkSession spark, String cell) {
    String source = "-- Databricks notebook source\nSELECT 0\n\n-- COMMAND ----------\n\n" + cell;
    return NotebookRun.execute(spark, SqlNotebook.parse(source), directory.toString()).get(1);
  }
}
