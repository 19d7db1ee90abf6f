package dev.nightjar.pipelines.run;

import dev.nightjar.pipelines.table.Table;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Writes rows of the table {@code runs}: which stage read and wrote what, and how it ended. */
final class Manifest {

  private Manifest() {}

  static void write(StageRun run, Ending ending) {
    Row row =
        RowFactory.create(
            run.runId().value(),
            Date.valueOf(run.night().date()),
            run.stage(),
            ending.verdict().word(),
            ending.message(),
            Timestamp.from(ending.started()),
            Timestamp.from(ending.finished()),
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
    run.lake()
        .append(
            Table.RUNS, run.spark().createDataFrame(List.of(row), Table.RUNS.schema()).coalesce(1));
  }

  private static Map<String, Object> versions(Map<Table, Long> tables) {
    Map<String, Object> named = new HashMap<>();
    tables.forEach((table, version) -> named.put(table.tableName(), version));
    return named;
  }
}
