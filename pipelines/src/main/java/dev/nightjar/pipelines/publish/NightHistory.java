package dev.nightjar.pipelines.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.run.ManifestRow;
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
   * Lets a night pass whose last evaluation went well, or that was not evaluated.
   *
   * @throws Refused otherwise
   */
  void requireGoodEvaluation() {
    Optional<ManifestRow> evaluation =
        oldestFirst.stream()
            .filter(row -> row.stage().equals("evaluate"))
            .reduce((older, newer) -> newer)
            .filter(row -> row.verdict() != Verdict.DONE);
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
