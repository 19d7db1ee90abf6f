package dev.nightjar.pipelines.ingest;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.ingest.source.SourceReader;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Attempt;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.RunId;
import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.SourceSettings;
import dev.nightjar.pipelines.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A directory with sources and a lake, and the ingest that leads from the ones to the other. */
final class IngestFixture {

  private static final Night NIGHT = new Night(LocalDate.of(2025, 3, 1));

  private final SparkSession spark;
  private final Path directory;

  IngestFixture(SparkSession spark, Path directory) {
    this.spark = spark;
    this.directory = directory;
  }

  SparkSession spark() {
    return spark;
  }

  Lake lake() {
    return new Lake(spark, directory.resolve("lake").toString());
  }

  /** Writes a source file of lines. */
  IngestFixture file(String name, String... lines) {
    try {
      Files.writeString(directory.resolve(name), text(name, lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Single quotes stand for double ones in JSON, which reads better in a test. */
  private static String text(String name, String... lines) {
    String text = lines.length == 0 ? "" : String.join("\n", lines) + "\n";
    return name.endsWith(".jsonl") ? text.replace('\'', '"') : text;
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  /** The settings of a text in which {@code DIR} stands for the directory. */
  Settings settings(String hocon) {
    Config config = ConfigFactory.parseString(hocon.replace("DIR", directory.toString()));
    return Settings.of(
        ConfigFactory.parseMap(Map.of("lake.root", lake().root())).withFallback(config));
  }

  /** Checks the only source of some settings without writing anything. */
  CheckedSource check(String hocon) {
    return check(hocon, Optional.empty());
  }

  /** The same where only some items may be named. */
  CheckedSource check(String hocon, Optional<Dataset<Row>> knownItems) {
    Settings settings = settings(hocon);
    AtomicReference<CheckedSource> checked = new AtomicReference<>();
    StrictSql.during(
        spark,
        () -> {
          SourceSettings source = settings.ingest().sources().get(0);
          checked.set(
              CheckedSource.of(
                  SourceReader.open(spark, source, NIGHT),
                  knownItems,
                  true,
                  settings.ingest(),
                  NIGHT));
        });
    return checked.get();
  }

  /** Runs the stage and records it as a night does. */
  StageResult ingest(Settings settings, String date) {
    Night night = new Night(LocalDate.parse(date));
    try (Console console = new Console(spark.sparkContext())) {
      RunId id = RunId.starting(night, Instant.now());
      return new Attempt(new Equipment(spark, settings, lake(), console), night, id)
          .execute("ingest", IngestJob::execute);
    }
  }

  /** The rows of a table as text, sorted. */
  List<String> rows(Table table, String... columns) {
    Dataset<Row> rows = lake().read(table).selectExpr(columns);
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  /** The versions of all tables that ingest writes. */
  Map<Table, Long> versions() {
    Map<Table, Long> versions = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      if (table.writtenBy().equals("ingest")) {
        versions.put(table, lake().version(table));
      }
    }
    return versions;
  }
}
