package dev.nightjar.pipelines.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.nightjar.pipelines.table.Table;
import io.delta.tables.DeltaTable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import scala.Option;

/**
 * The files of one table: how many there are by partition, and what makes them fewer without a
 * change to a row that stays.
 */
public final class TableFiles {

  /** A file below this size is a small one. */
  public static final long SMALL_BYTES = 32L << 20;

  private static final int NIGHTS_A_COMMIT = 20;

  private final SparkSession spark;
  private final Lake lake;
  private final Table table;

  TableFiles(SparkSession spark, Lake lake, Table table) {
    this.spark = spark;
    this.lake = lake;
    this.table = table;
  }

  /**
   * The files of a partition in the newest version.
   *
   * @param value of the partition's column as text; empty where the table has none, or for null
   * @param small how many of them are small
   */
  public record Partition(Optional<String> value, long files, long bytes, long small) {}

  /** Every partition of a table that exists, from Delta's log alone. */
  public List<Partition> partitions() {
    return DeltaLog.forTable(spark, lake.path(table))
        .update(false, Option.empty(), Option.empty())
        .withNoStats()
        .groupBy(
            table
                .partition()
                .map(key -> col("partitionValues").getItem(key))
                .orElse(lit(null).cast("string")))
        .agg(count(lit(1)), sum("size"), count(when(col("size").lt(SMALL_BYTES), 1)))
        .collectAsList()
        .stream()
        .map(TableFiles::partition)
        .toList();
  }

  private static Partition partition(Row row) {
    return new Partition(
        Optional.ofNullable(row.getString(0)), row.getLong(1), row.getLong(2), row.getLong(3));
  }

  /**
   * Deletes the rows of nights; their files stay until they are vacuumed. Few nights a commit, so
   * that Delta writes down each of them and others are known to be as they were.
   */
  public void deleteNights(Collection<LocalDate> nights) {
    List<Date> dates = nights.stream().sorted().map(Date::valueOf).toList();
    for (int from = 0; from < dates.size(); from += NIGHTS_A_COMMIT) {
      lake.mayWrite();
      int to = Math.min(dates.size(), from + NIGHTS_A_COMMIT);
      DeltaTable.forPath(spark, lake.path(table))
          .delete(col("night").isin(dates.subList(from, to).toArray()));
    }
  }

  /** Rewrites the small files of partitions into few, every row as it was. */
  public void compact(List<Partition> partitions) {
    lake.mayWrite();
    spark.conf().set("spark.databricks.delta.optimize.minFileSize", SMALL_BYTES);
    DeltaTable delta = DeltaTable.forPath(spark, lake.path(table));
    Optional<String> key = table.partition();
    if (key.isEmpty()) {
      delta.optimize().executeCompaction();
    } else {
      String those =
          partitions.stream()
              .map(p -> key.get() + " <=> " + p.value().map(TableFiles::quoted).orElse("NULL"))
              .collect(Collectors.joining(" OR "));
      delta.optimize().where(those).executeCompaction();
    }
  }

  /**
   * Removes files that have been no part of the newest version for so long; the table's version
   * stays what it was.
   */
  public void vacuum(int hours) {
    lake.mayWrite();
    allowAnyBound();
    spark.conf().set("spark.databricks.delta.vacuum.logging.enabled", false);
    DeltaTable.forPath(spark, lake.path(table)).vacuum(hours);
  }

  /** How many files that would remove, counted up to a thousand. */
  public long outdated(int hours) {
    allowAnyBound();
    String path = Lake.absolute(lake.path(table));
    return spark.sql("VACUUM delta.`%s` RETAIN %d HOURS DRY RUN".formatted(path, hours)).count();
  }

  /** Delta refuses less than a week unless it is told that this is meant: the settings say it. */
  private void allowAnyBound() {
    spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", false);
  }

  private static String quoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
