package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.content.TextSource;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;

/** How good every source is alone: rows of the table {@code metrics}. */
final class SourceQuality {
  private SourceQuality() {}

  /** One part a source; they do not need each other. */
  static List<Supplier<List<Row>>> parts(Judge judge) {
    TestFold fold = judge.fold();
    List<Supplier<List<Row>>> parts = new ArrayList<>();
    for (CandidateSource source :
        fold.models().sources(fold.catalog(), fold.fusion().candidates())) {
      parts.add(() -> of(judge, source));
    }
    return parts;
  }

  private static List<Row> of(Judge judge, CandidateSource source) {
    List<JudgedList> lists = judge.run().step("judge " + source.name(), () -> judge.alone(source));
    List<Row> rows = new ArrayList<>(judge.measured(source.name(), lists));
    if (source.name().equals(SourceKind.TEXT.word())) {
      rows.addAll(ofOtherVectors(judge, lists));
    }
    return rows;
  }

  /** Text alone with every other fusion of the item vectors, beside the one that is set. */
  private static List<Row> ofOtherVectors(Judge judge, List<JudgedList> asSet) {
    StageRun run = judge.run();
    TestFold fold = judge.fold();
    Map<String, Vectors> others =
        VectorFusions.of(run.readFold(Table.ITEM_PROFILES, Fold.TEST), fold.catalog().items());
    List<Row> rows = new ArrayList<>();
    if (others.isEmpty()) {
      return rows;
    }
    String set = run.settings().features().fusion().name().toLowerCase(Locale.ROOT);
    String pictures = others.containsKey(VectorFusions.PICTURES) ? " with pictures" : "";
    rows.addAll(judge.measurements().ofVectors(set + pictures + ", as set", asSet));
    run.step(
        "judge other fusions of vectors",
        () ->
            others.forEach(
                (name, vectors) -> {
                  TextSource source =
                      TextSource.of(
                          fold.catalog().withText(vectors),
                          Decay.ofTaste(fold.fusion().candidates()));
                  rows.addAll(judge.measurements().ofVectors(name, judge.alone(source)));
                }));
    return rows;
  }
}
