package dev.nightjar.pipelines.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.Refused;
import dev.nightjar.pipelines.run.Verdict;
import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the table {@code runs} knows of a night: how its last evaluation ended and what its models
 * were.
 */
final class NightHistory {

  private final Night night;
  private final Optional<Row> evaluation;
  private final Map<String, String> fingerprints = new TreeMap<>();

  private NightHistory(Night night, List<Row> oldestFirst) {
    this.night = night;
    this.evaluation =
        oldestFirst.stream()
            .filter(row -> row.getAs("stage").equals("evaluate"))
            .reduce((older, newer) -> newer);
    for (Row row : oldestFirst) {
      Map<String, String> named = row.getJavaMap(row.fieldIndex("fingerprints"));
      if (row.getAs("verdict").equals(Verdict.DONE.word()) && named != null) {
        named.forEach((name, value) -> fingerprints.put(row.getAs("stage") + "." + name, value));
      }
    }
  }

  static NightHistory of(Dataset<Row> runs, Night night) {
    return new NightHistory(
        night,
        runs.where(col("night").equalTo(lit(Date.valueOf(night.date()))))
            .select("stage", "verdict", "message", "fingerprints", "started_at", "run_id")
            .orderBy("started_at", "run_id")
            .collectAsList());
  }

  /** By {@code stage.name}, of the last runs that went well. */
  Map<String, String> fingerprints() {
    return fingerprints;
  }

  /**
   * Lets a night pass whose last evaluation went well, or that was not evaluated.
   *
   * @throws Refused otherwise
   */
  void requireGoodEvaluation() {
    String verdict = evaluation.map(row -> row.<String>getAs("verdict")).orElse("");
    if (verdict.equals(Verdict.REFUSED.word()) || verdict.equals(Verdict.FAILED.word())) {
      throw new Refused(
          "the last evaluation of night "
              + night
              + " was "
              + verdict
              + " ("
              + evaluation.get().getAs("message")
              + "), so its lists stay unpublished; change what it found, then run: nightjar"
              + " evaluate --night "
              + night
              + " and publish again. evaluate.gate.margin and evaluate.gate.enabled set the gate");
    }
  }
}
