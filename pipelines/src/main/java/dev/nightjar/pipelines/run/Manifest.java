package dev.nightjar.pipelines.run;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.table.Table;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** Writes rows of the table {@code runs}: which stage read and wrote what, and how it ended. */
final class Manifest {

  private Manifest() {}

  static void write(
      SparkSession spark,
      Lake lake,
      RunId runId,
      StageRun run,
      Instant started,
      Instant finished,
      Verdict verdict,
      String message) {
    Row row =
        RowFactory.create(
            runId.value(),
            Date.valueOf(run.night().date()),
            run.stage(),
            verdict.word(),
            message,
            Timestamp.from(started),
            Timestamp.from(finished),
            run.settings().hash(),
            CollectionConverters.asScala(versions(run.inputs())),
            CollectionConverters.asScala(versions(run.outputs())),
            CollectionConverters.asScala(new HashMap<>(run.fingerprints())),
            CollectionConverters.asScala(new HashMap<>(run.counts())),
            CollectionConverters.asScala(
                    run.steps().stream()
                        .map(s -> RowFactory.create(s.name(), s.seconds()))
                        .toList())
                .toSeq());
    // The key holds the run's own id, so the table is known to lack it.
    lake.append(Table.RUNS, spark.createDataFrame(List.of(row), Table.RUNS.schema()).coalesce(1));
  }

  private static Map<String, Object> versions(Map<Table, Long> tables) {
    Map<String, Object> named = new HashMap<>();
    tables.forEach((table, version) -> named.put(table.tableName(), version));
    return named;
  }
}
