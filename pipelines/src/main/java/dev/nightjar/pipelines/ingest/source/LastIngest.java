package dev.nightjar.pipelines.ingest.source;

import static org.apache.spark.sql.functions.col;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.table.Table;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the newest ingest that went well recorded of its sources. */
public record LastIngest(Map<String, String> fingerprints, Map<String, Long> counts) {

  public LastIngest {
    fingerprints = Map.copyOf(fingerprints);
    counts = Map.copyOf(counts);
  }

  public static LastIngest of(Lake lake) {
    Dataset<Row> newest =
        lake.read(Table.RUNS)
            .where("stage = 'ingest' AND verdict = 'done'")
            .orderBy(col("finished_at").desc(), col("run_id").desc())
            .select("fingerprints", "counts")
            .limit(1);
    List<Row> rows = newest.collectAsList();
    return rows.isEmpty()
        ? new LastIngest(Map.of(), Map.of())
        : new LastIngest(rows.get(0).getJavaMap(0), rows.get(0).getJavaMap(1));
  }

  /** The name under which a source's columns are recorded. */
  public static String columnsKey(String source) {
    return "source." + source + ".columns";
  }

  /** How a source's columns differ from the recorded ones, as the end of a sentence; or nothing. */
  public String difference(OpenedSource source) {
    String recorded = fingerprints.get(columnsKey(source.settings().name()));
    List<String> now = source.columns();
    if (recorded == null) {
      return "; its columns are " + now;
    }
    List<String> before = List.of(recorded.split(","));
    List<String> missing = before.stream().filter(c -> !now.contains(c)).toList();
    List<String> added = now.stream().filter(c -> !before.contains(c)).toList();
    return missing.isEmpty() && added.isEmpty()
        ? "; its columns are " + now
        : "; since the last good ingest it lost " + missing + " and gained " + added;
  }
}
