package dev.nightjar.pipelines.notebook;

import static org.apache.spark.sql.functions.col;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Runs the cells of a notebook one after the other in one session. */
public final class NotebookRun {

  private static final int MAX_ROWS = 100;
  private static final String LAKE = "nightjar.lake";

  private NotebookRun() {}

  /**
   * Every cell with its result; a cell's result is that of its last statement. The tables of the
   * lake are there by their names.
   *
   * @param lakeRoot what {@code nightjar.lake} is set to after a cell that sets it
   * @throws NotebookException naming the cell, when a statement fails
   */
  public static List<ExecutedCell> execute(
      SparkSession spark, SqlNotebook notebook, String lakeRoot) {
    Lake lake = new Lake(spark, lakeRoot);
    for (Table table : Table.values()) {
      lake.read(table).createOrReplaceTempView(table.tableName());
    }
    List<ExecutedCell> executed = new ArrayList<>();
    for (Cell cell : notebook.cells()) {
      try {
        executed.add(
            cell.kind() == Cell.Kind.MARKDOWN
                ? ExecutedCell.without(cell)
                : execute(spark, cell, lakeRoot));
      } catch (Exception e) {
        // Spark throws its checked AnalysisException undeclared.
        throw new NotebookException(
            executed.size() + 1, "failed: " + String.valueOf(e.getMessage()).strip(), e);
      }
    }
    return executed;
  }

  private static ExecutedCell execute(SparkSession spark, Cell cell, String lakeRoot) {
    ExecutedCell last = ExecutedCell.without(cell);
    for (String statement : cell.statements()) {
      last = result(cell, spark.sql(statement));
      if (statement.toLowerCase(Locale.ROOT).startsWith("set " + LAKE)) {
        spark.conf().set(LAKE, lakeRoot);
        last = ExecutedCell.without(cell);
      }
    }
    return last;
  }

  private static ExecutedCell result(Cell cell, Dataset<Row> result) {
    StructType schema = result.schema();
    // By place: two columns may have one name, and a name any character.
    String[] places =
        IntStream.range(0, schema.size()).mapToObj(place -> "c" + place).toArray(String[]::new);
    Column[] texts =
        Arrays.stream(places).map(place -> col(place).cast("string")).toArray(Column[]::new);
    List<Row> rows = result.toDF(places).select(texts).limit(MAX_ROWS + 1).collectAsList();
    return new ExecutedCell(
        cell,
        List.of(schema.fieldNames()),
        Arrays.stream(schema.fields()).map(f -> f.dataType() instanceof NumericType).toList(),
        rows.stream().limit(MAX_ROWS).map(NotebookRun::cells).toList(),
        rows.size() > MAX_ROWS);
  }

  private static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      cells.add(row.getString(i));
    }
    return cells;
  }
}
