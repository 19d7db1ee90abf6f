package dev.nightjar.pipelines.ingest.source;

import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.settings.SourceSettings;
import dev.nightjar.pipelines.settings.SourceSettings.Format;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads one source as it is, lazily. */
public final class SourceReader {

  /** The column of text formats that holds a line which could not be parsed, else null. */
  public static final String UNREADABLE = "_corrupt_record";

  private static final Map<Format, Map<String, String>> DEFAULTS =
      Map.of(
          // Values stay text, so that the contract, not a guess from the data, decides on types.
          Format.CSV, Map.of("header", "true", "escape", "\"", "enforceSchema", "false"),
          Format.JSON, Map.of("primitivesAsString", "true"),
          Format.PARQUET, Map.of(),
          Format.DELTA, Map.of(),
          // Without a fetch size PostgreSQL's driver holds the whole result in memory; times
          // without a zone are UTC, whatever zone the JVM is in.
          Format.JDBC, Map.of("fetchsize", "10000", "preferTimestampNTZ", "true"));

  private SourceReader() {}

  /**
   * Opens a source; Spark's exception when it is not there.
   *
   * @throws IngestException when its files are not what the settings say
   */
  public static OpenedSource open(SparkSession spark, SourceSettings configured, Night night) {
    return open(spark, configured, night, TextSource.Depth.ROWS);
  }

  /** The same without reading a row: of JSON the columns are those of the first rows. */
  public static OpenedSource glance(SparkSession spark, SourceSettings configured, Night night) {
    return open(spark, configured, night, TextSource.Depth.FIRST_ROWS);
  }

  private static OpenedSource open(
      SparkSession spark, SourceSettings configured, Night night, TextSource.Depth depth) {
    SourceSettings settings = configured.on(night.date());
    Dataset<Row> rows =
        switch (settings.format()) {
          case CSV, JSON -> new TextSource(spark, settings).rows(depth);
          case PARQUET, DELTA -> reader(spark, settings).load(settings.path().orElse(""));
          case JDBC -> reader(spark, settings).load();
        };
    return new OpenedSource(settings, rows, SourceFiles.fingerprint(spark, settings));
  }

  static DataFrameReader reader(SparkSession spark, SourceSettings settings) {
    return spark
        .read()
        .format(settings.format().name().toLowerCase(Locale.ROOT))
        .options(DEFAULTS.get(settings.format()))
        .options(settings.options());
  }
}
