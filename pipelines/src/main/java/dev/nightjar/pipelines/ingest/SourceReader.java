package dev.nightjar.pipelines.ingest;

import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.settings.SourceSettings;
import dev.nightjar.pipelines.settings.SourceSettings.Format;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reads one source as it is, lazily. */
final class SourceReader {

  /** The column of text formats that holds a line which could not be parsed, else null. */
  static final String UNREADABLE = "_corrupt_record";

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

  /** Opens a source; Spark's exception when it is not there. */
  static OpenedSource open(SparkSession spark, SourceSettings configured, Night night) {
    SourceSettings settings = configured.on(night.date());
    String path = settings.path().orElse("");
    DataFrameReader reader =
        spark
            .read()
            .format(settings.format().name().toLowerCase(Locale.ROOT))
            .options(DEFAULTS.get(settings.format()))
            .options(settings.options());
    Dataset<Row> rows =
        switch (settings.format()) {
          case CSV, JSON -> text(reader, path);
          case PARQUET, DELTA -> reader.load(path);
          case JDBC -> reader.load();
        };
    return new OpenedSource(settings, rows, SourceFiles.fingerprint(spark, settings));
  }

  /** Reads text with a place for lines that cannot be parsed. */
  private static Dataset<Row> text(DataFrameReader reader, String path) {
    reader.options(new HashMap<>(Map.of("columnNameOfCorruptRecord", UNREADABLE)));
    StructType found = reader.load(path).schema();
    if (found.isEmpty() || Arrays.asList(found.fieldNames()).contains(UNREADABLE)) {
      return reader.schema(found).load(path);
    }
    return reader.schema(found.add(UNREADABLE, DataTypes.StringType)).load(path);
  }
}
