package dev.nightjar.pipelines.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.Refused;
import dev.nightjar.pipelines.run.Verdict;
import dev.nightjar.pipelines.table.Table;
import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the table {@code runs} knows of a night: how its last evaluation ended and what its models
 * were.
 */
record NightHistory(Night night, List<ManifestRow> oldestFirst) {

  static NightHistory of(Dataset<Row> runs, Night night) {
    Dataset<Row> ofNight = runs.where(col("night").equalTo(lit(Date.valueOf(night.date()))));
    return new NightHistory(night, ManifestRow.of(ofNight));
  }

  /** By {@code stage.name}, of the last runs that went well. */
  Map<String, String> fingerprints() {
    Map<String, String> fingerprints = new TreeMap<>();
    for (ManifestRow row : oldestFirst) {
      if (row.verdict() == Verdict.DONE) {
        row.fingerprints()
            .forEach((name, value) -> fingerprints.put(row.stage() + "." + name, value));
      }
    }
    return fingerprints;
  }

  /**
   * Lets a night pass whose lists are whole and of the ranker that was evaluated, as far as the
   * manifests know of a ranking and an evaluation.
   *
   * @param changes the newest version of a table that changed this night's rows after a version
   * @throws Refused otherwise
   */
  void requireWholeLists(BiFunction<Table, Long, Optional<Long>> changes) {
    for (Table table : List.of(Table.RECOMMENDATIONS, Table.SIMILAR_ITEMS)) {
      newest("rank").ifPresent(ranking -> requireUnchanged(ranking, table, changes));
    }
    newest("evaluate")
        .map(evaluation -> evaluation.inputs().get(Table.RANKER))
        .flatMap(judged -> changes.apply(Table.RANKER, judged))
        .ifPresent(
            now -> {
              throw new Refused(
                  "the ranker of night "
                      + night
                      + " changed after it was evaluated, so its lists stay unpublished; run:"
                      + " nightjar evaluate --night "
                      + night
                      + " and publish again");
            });
  }

  private void requireUnchanged(
      ManifestRow ranking, Table table, BiFunction<Table, Long, Optional<Long>> changes) {
    Long written = ranking.outputs().get(table);
    boolean whole =
        ranking.verdict() == Verdict.DONE
            && (written == null || changes.apply(table, written).isEmpty());
    if (!whole) {
      throw new Refused(
          "the last ranking of night "
              + night
              + " did not end well, so its lists may be of two runs and stay unpublished; run:"
              + " nightjar rank --night "
              + night
              + " and publish again");
    }
  }

  private Optional<ManifestRow> newest(String stage) {
    return ManifestRow.newest(oldestFirst, stage);
  }

  /**
   * Lets a night pass whose last evaluation went well, or that was not evaluated.
   *
   * @throws Refused otherwise
   */
  void requireGoodEvaluation() {
    Optional<ManifestRow> evaluation =
        newest("evaluate").filter(row -> row.verdict() != Verdict.DONE);
    if (evaluation.isPresent()) {
      throw new Refused(
          "the last evaluation of night "
              + night
              + " was "
              + evaluation.get().verdict().word()
              + " ("
              + evaluation.get().message()
              + "), so its lists stay unpublished; change what it found, then run: nightjar"
              + " evaluate --night "
              + night
              + " and publish again. evaluate.gate.margin and evaluate.gate.enabled set the gate");
    }
  }
}
