package dev.nightjar.pipelines.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlNotebookTest {

  private static final String SOURCE =
      """
      -- Databricks notebook source
      -- MAGIC %md
      -- MAGIC # A <title>
      -- MAGIC
      -- MAGIC and a *word*

      -- COMMAND ----------

      -- DBTITLE 1,Two statements
      SELECT ';' AS semicolon;
      SELECT 2 AS two

      -- COMMAND ----------

      SELECT 1
      """;

  @Test
  void cellsTitlesAndStatementsAreToldApart() {
    List<Cell> cells = SqlNotebook.parse(SOURCE).cells();
    assertEquals(new Cell(Cell.Kind.MARKDOWN, "", "# A <title>\n\nand a *word*"), cells.get(0));
    assertEquals("Two statements", cells.get(1).title());
    assertEquals(List.of("SELECT ';' AS semicolon", "SELECT 2 AS two"), cells.get(1).statements());
    assertEquals(List.of("SELECT 1"), cells.get(2).statements());
  }

  @Test
  void anotherFormIsRefusedWithWhatWasFound() {
    assertEquals(
        "the notebook starts with 'SELECT 1'; a SQL notebook in source form starts with"
            + " '-- Databricks notebook source'",
        assertThrows(IllegalArgumentException.class, () -> SqlNotebook.parse("SELECT 1"))
            .getMessage());
    assertEquals(
        "cell 1 of the notebook has the magic '%python'; only %md and SQL are run",
        assertThrows(
                NotebookException.class,
                () -> SqlNotebook.parse("-- Databricks notebook source\n-- MAGIC %python\n"))
            .getMessage());
  }

  @Test
  void markdownIsRenderedAndEveryValueEscaped() {
    List<Cell> cells = SqlNotebook.parse(SOURCE).cells();
    ExecutedCell markdown = ExecutedCell.without(cells.get(0));
    ExecutedCell query =
        new ExecutedCell(
            cells.get(1),
            List.of("<c>"),
            List.of(false),
            List.of(List.of("<script>"), Arrays.asList((String) null)),
            false);
    String page = NotebookPage.html("a <name>", List.of(markdown, query));
    assertTrue(page.contains("<h1>A &lt;title&gt;</h1>"), "Markdown is escaped");
    assertTrue(page.contains("<em>word</em>"), "Markdown is rendered");
    assertTrue(page.contains("<td>&lt;script&gt;</td>"), "a value is text");
    assertTrue(page.contains("<td><small>null</small></td>"), "null is told apart");
    assertFalse(page.contains("<script"), "no script");
  }
}
