package dev.nightjar.pipelines.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.table.Column;
import dev.nightjar.pipelines.table.Table;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The Delta tables below one root. Every write adds the columns that the lake of an older Nightjar
 * lacks.
 */
public final class Lake {

  /** The version of a table that does not exist yet. */
  public static final long NO_VERSION = -1;

  private final SparkSession spark;
  private final String root;
  private final Runnable guard;

  public Lake(SparkSession spark, String root) {
    this(spark, new Path(root).toString(), () -> {});
  }

  private Lake(SparkSession spark, String root, Runnable guard) {
    this.spark = spark;
    this.root = root;
    this.guard = guard;
  }

  /** The same lake, which asks before every write whether it may still write. */
  public Lake guardedBy(Runnable mayWrite) {
    return new Lake(spark, root, mayWrite);
  }

  public String root() {
    return root;
  }

  /** Where a table's files are. */
  public String path(Table table) {
    return root + "/" + table.tableName();
  }

  /** The size of a table's files on disk, those of old versions among them. */
  public long bytes(Table table) {
    Path path = new Path(path(table));
    try {
      FileSystem files = fileSystem();
      return files.exists(path) ? files.getContentSummary(path).getLength() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + path + "; check lake.root", e);
    }
  }

  /** The files that a table consists of. */
  public TableFiles files(Table table) {
    return new TableFiles(spark, this, table);
  }

  /** Asks whether this lake may still be written. */
  void mayWrite() {
    guard.run();
  }

  /** The newest version of a table, or {@link #NO_VERSION}. */
  public long version(Table table) {
    Path log = new Path(path(table), "_delta_log");
    try {
      FileSystem files = fileSystem();
      return files.exists(log)
          ? Arrays.stream(files.listStatus(log))
              .map(FileStatus::getPath)
              .map(Path::getName)
              .filter(name -> name.matches("\\d{20}\\.json"))
              .mapToLong(name -> Long.parseLong(name.substring(0, 20)))
              .max()
              .orElse(NO_VERSION)
          : NO_VERSION;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + log + "; check lake.root", e);
    }
  }

  /**
   * Whether rows changed after a version: the newest version that may have changed them, or empty.
   * A nightly table is asked only about the rows of that night. Works from Delta's own commits, so
   * that a writer that was killed before it left a manifest is seen too.
   */
  public Optional<Long> changedSince(Table table, long version, LocalDate night) {
    long now = version(table);
    if (now == version) {
      return Optional.empty();
    }
    if (now < version) {
      return Optional.of(now);
    }
    return CommitLog.lastChange(
        spark, path(table), version, table.isNightly() ? Optional.of(night) : Optional.empty());
  }

  /**
   * A table at a version; without rows when that is {@link #NO_VERSION}. A column that the lake of
   * an older Nightjar lacks is null.
   */
  public Dataset<Row> read(Table table, long version) {
    if (version == NO_VERSION) {
      return spark.createDataFrame(List.of(), table.schema());
    }
    return whole(
        table, spark.read().format("delta").option("versionAsOf", version).load(path(table)));
  }

  /** A table as it is now. */
  public Dataset<Row> read(Table table) {
    return read(table, version(table));
  }

  /**
   * Replaces a night's rows whole.
   *
   * @throws EmptyNightException when there are none: the night before stays as it was
   */
  public Written replaceNight(Table table, LocalDate night, Dataset<Row> rows) {
    Dataset<Row> conformed =
        conform(table, rows.withColumn("night", lit(java.sql.Date.valueOf(night))))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long count = conformed.count();
      if (count == 0) {
        throw new EmptyNightException(table, night);
      }
      guard.run();
      writer(table, conformed)
          .mode("overwrite")
          .option("mergeSchema", "true")
          .option("replaceWhere", "night = '" + night + "'")
          .save(path(table));
      return new Written(version(table), count);
    } finally {
      conformed.unpersist();
    }
  }

  /**
   * Deletes a night's rows.
   *
   * @return whether the table is there
   */
  public boolean deleteNight(Table table, LocalDate night) {
    guard.run();
    boolean there = version(table) != NO_VERSION;
    if (there) {
      DeltaTable.forPath(spark, path(table))
          .delete(col("night").equalTo(lit(java.sql.Date.valueOf(night))));
    }
    return there;
  }

  /** Upserts by the table's key; a row whose {@code row_hash} is unchanged is not rewritten. */
  public void upsert(Table table, Dataset<Row> rows) {
    merge(table, rows, true);
  }

  /** Adds the rows whose key the table lacks; rows it has stay as they are. */
  public void insertNew(Table table, Dataset<Row> rows) {
    merge(table, rows, false);
  }

  /** Adds rows whose keys the table is known to lack. */
  public void append(Table table, Dataset<Row> rows) {
    guard.run();
    writer(table, conform(table, rows))
        .mode("append")
        .option("mergeSchema", "true")
        .save(path(table));
  }

  /** Deletes the rows whose key stands in {@code keys}. */
  public void delete(Table table, Dataset<Row> keys) {
    guard.run();
    if (version(table) != NO_VERSION) {
      DeltaTable.forPath(spark, path(table))
          .as("t")
          .merge(keys.as("s"), sameKey(table))
          .whenMatched()
          .delete()
          .execute();
    }
  }

  /**
   * Makes a table here a shallow clone of another lake's as that is now: its files are read where
   * they are. A clone of the same version stays.
   */
  public void cloneFrom(Lake other, Table table) {
    long now = other.version(table);
    if (now == NO_VERSION || CommitLog.clonedVersion(spark, path(table), version(table)) == now) {
      return;
    }
    guard.run();
    if (version(table) != NO_VERSION) {
      DeltaTable.forPath(spark, path(table)).delete(); // a clone wants an empty table
    }
    spark.sql(
        "CREATE OR REPLACE TABLE delta.`%s` SHALLOW CLONE delta.`%s`"
            .formatted(absolute(path(table)), absolute(other.path(table))));
  }

  /**
   * A path for Delta's SQL and for settings: a relative one is a table's name, or another place.
   */
  public static String absolute(String path) {
    return path.contains(":/") ? path : java.nio.file.Path.of(path).toAbsolutePath().toString();
  }

  /** The file system that holds the root. */
  public FileSystem fileSystem() throws IOException {
    return new Path(root).getFileSystem(spark.sessionState().newHadoopConf());
  }

  private void merge(Table table, Dataset<Row> rows, boolean update) {
    guard.run();
    Dataset<Row> conformed = conform(table, rows);
    if (version(table) == NO_VERSION) {
      writer(table, conformed).mode("errorifexists").save(path(table));
      return;
    }
    var merge =
        DeltaTable.forPath(spark, path(table)).as("t").merge(conformed.as("s"), sameKey(table));
    if (update) {
      merge = merge.whenMatched("NOT (t.row_hash <=> s.row_hash)").updateAll();
    }
    merge.whenNotMatched().insertAll().withSchemaEvolution().execute();
  }

  private static DataFrameWriter<Row> writer(Table table, Dataset<Row> rows) {
    DataFrameWriter<Row> writer = rows.write().format("delta");
    return table.partition().map(writer::partitionBy).orElse(writer);
  }

  private static String sameKey(Table table) {
    return table.key().stream()
        .map(k -> "t." + k + " <=> s." + k)
        .collect(Collectors.joining(" AND "));
  }

  private static Dataset<Row> whole(Table table, Dataset<Row> rows) {
    List<String> present = List.of(rows.columns());
    Map<String, org.apache.spark.sql.Column> missing = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (!present.contains(column.name())) {
        missing.put(column.name(), lit(null).cast(column.type()));
      }
    }
    return missing.isEmpty() ? rows : rows.withColumns(missing);
  }

  private static Dataset<Row> conform(Table table, Dataset<Row> rows) {
    List<String> present = List.of(rows.columns());
    List<String> missing =
        table.columns().stream().map(Column::name).filter(c -> !present.contains(c)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "rows for table " + table.tableName() + " lack " + missing + "; they have " + present);
    }
    return rows.select(
        table.columns().stream()
            .map(c -> col(c.name()).cast(c.type()))
            .toArray(org.apache.spark.sql.Column[]::new));
  }
}
