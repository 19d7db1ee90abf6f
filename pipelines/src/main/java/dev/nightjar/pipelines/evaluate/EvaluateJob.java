package dev.nightjar.pipelines.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.content.TextSource;
import dev.nightjar.pipelines.fold.FoldModels;
import dev.nightjar.pipelines.fold.FoldRanker;
import dev.nightjar.pipelines.fold.HistoryRows;
import dev.nightjar.pipelines.fold.RatedRows;
import dev.nightjar.pipelines.fold.WindowDays;
import dev.nightjar.pipelines.fusion.Examples;
import dev.nightjar.pipelines.fusion.Fusion;
import dev.nightjar.pipelines.fusion.pool.PoolLimits;
import dev.nightjar.pipelines.fusion.pool.SourceLists;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.run.Together;
import dev.nightjar.pipelines.settings.EvaluateSettings;
import dev.nightjar.pipelines.settings.choice.Repeat;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.table.Table;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** The stage {@code evaluate}: every source alone and the fused lists, on the last window. */
public final class EvaluateJob {

  private static final String FUSED = "fused";

  private EvaluateJob() {}

  /** Judges the lists of the fold {@code test}, writes the metrics, then asks the gate. */
  public static void execute(StageRun run) {
    EvaluateSettings settings = run.settings().evaluate();
    Fusion fusion = Fusion.of(run.settings());
    int window = WindowDays.of(run);
    Dataset<Row> users =
        run.readNight(Table.USER_PROFILES)
            .select("user", "items", "ages", "weights", "rated", "rated_ages", "ratings");
    boolean fresh = run.settings().rank().repeat() == Repeat.EXCLUDE;
    Dataset<Row> targets =
        Examples.sample(
                HistoryRows.touched(users, window, 0, fresh),
                settings.maxUsers(),
                run.settings().seed())
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> histories =
        HistoryRows.before(users, window)
            .join(targets.select("user"), "user")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      FoldModels models = run.step("read models", () -> FoldModels.read(run, Fold.TEST));
      FoldRanker trained = FoldRanker.read(run, Fold.TEST);
      List<Row> rows = measure(run, fusion, models, trained, targets, histories);
      rows.addAll(ratings(run, fusion, models, trained, RatedRows.of(users, window, 0, fresh)));
      run.step(
          "write metrics",
          () -> run.writeNight(Table.METRICS, run.spark().createDataFrame(rows, schema())));
    } finally {
      targets.unpersist();
      histories.unpersist();
    }
    if (settings.gate()) {
      run.step("compare with the live night", () -> gate(run, settings));
    }
  }

  private static List<Row> measure(
      StageRun run,
      Fusion fusion,
      FoldModels models,
      FoldRanker trained,
      Dataset<Row> targets,
      Dataset<Row> histories) {
    EvaluateSettings settings = run.settings().evaluate();
    var catalog = models.items().catalog();
    IntPredicate isNew = item -> catalog.age().length == 0 || Float.isNaN(catalog.age()[item]);
    Measurements measurements =
        new Measurements(
            settings.k(), settings.resamples(), run.settings().seed(), catalog.items(), isNew);
    TestUsers test = TestUsers.of(targets, histories);
    run.count("test.users", test.size());
    if (test.size() == 0) {
      throw new IllegalStateException(
          "nobody touched a new item in the last "
              + run.settings().train().windowDays()
              + " days before the end of night "
              + run.night()
              + "; the log may be stale. Check the sources, or lengthen train.window-days");
    }
    List<Supplier<List<Row>>> parts = new ArrayList<>();
    PoolLimits alone = new PoolLimits(settings.k(), fusion.pool().repeat());
    for (CandidateSource source : models.models().sources(catalog, fusion.candidates())) {
      parts.add(
          () -> {
            List<JudgedList> lists =
                run.step(
                    "judge " + source.name(),
                    () -> test.judge(SourceLists.of(histories, source, catalog, alone)));
            List<Row> rows = measurements.of(source.name(), lists);
            if (source.name().equals(SourceKind.TEXT.word())) {
              rows.addAll(fusions(run, fusion, models, test, histories, measurements, lists));
            }
            return rows;
          });
    }
    parts.add(
        () ->
            run.step(
                "judge " + FUSED,
                () -> fused(fusion, models, trained, test, histories, measurements, settings.k())));
    List<Row> rows = new ArrayList<>();
    Together.all(parts).forEach(rows::addAll);
    return rows;
  }

  private static List<Row> fused(
      Fusion fusion,
      FoldModels models,
      FoldRanker trained,
      TestUsers test,
      Dataset<Row> histories,
      Measurements measurements,
      int k) {
    Dataset<Row> lists =
        fusion
            .recommender(models.models(), models.items().catalog(), trained.ranker(), k)
            .rank(histories)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<Row> rows = measurements.of(FUSED, test.judge(lists));
      rows.addAll(Chances.of(FUSED, test, lists, trained.calibration()));
      return rows;
    } finally {
      lists.unpersist();
    }
  }

  /** What the ranker expects of the ratings in the window. */
  private static List<Row> ratings(
      StageRun run, Fusion fusion, FoldModels models, FoldRanker trained, Dataset<Row> rated) {
    if (trained.rating().isEmpty()) {
      return List.of();
    }
    EvaluateSettings settings = run.settings().evaluate();
    long seed = run.settings().seed();
    Catalog catalog = models.items().catalog();
    return run.step(
        "judge expected ratings",
        () ->
            new ExpectedRatings(settings.resamples(), seed)
                .of(
                    FUSED,
                    trained.rating().get(),
                    catalog,
                    fusion.rated(
                        Examples.sample(rated, settings.maxUsers(), seed),
                        catalog,
                        models.models(),
                        trained.ranker())));
  }

  /** Text alone with every other fusion of the item vectors, beside the one that is set. */
  private static List<Row> fusions(
      StageRun run,
      Fusion fusion,
      FoldModels models,
      TestUsers test,
      Dataset<Row> histories,
      Measurements measurements,
      List<JudgedList> asSet) {
    Catalog catalog = models.items().catalog();
    PoolLimits alone = new PoolLimits(run.settings().evaluate().k(), fusion.pool().repeat());
    Map<String, Vectors> others =
        VectorFusions.of(run.readFold(Table.ITEM_PROFILES, Fold.TEST), catalog.items());
    String pictures = others.containsKey(VectorFusions.PICTURES) ? " with pictures" : "";
    List<Row> rows = new ArrayList<>();
    if (others.isEmpty()) {
      return rows;
    }
    String set = run.settings().features().fusion().name().toLowerCase(Locale.ROOT);
    rows.addAll(measurements.ofVectors(set + pictures + ", as set", asSet));
    run.step(
        "judge other fusions of vectors",
        () ->
            others.forEach(
                (name, vectors) -> {
                  TextSource source =
                      TextSource.of(catalog.withText(vectors), Decay.ofTaste(fusion.candidates()));
                  rows.addAll(
                      measurements.ofVectors(
                          name, test.judge(SourceLists.of(histories, source, catalog, alone))));
                }));
    return rows;
  }

  /** Compares with the live night, or where that is this one or none, with the one before. */
  static void gate(StageRun run, EvaluateSettings settings) {
    String metric = "ndcg@" + settings.k();
    LocalDate tonights = run.night().date();
    Optional<LocalDate> earlier =
        run.liveNight().filter(tonights::isAfter).or(() -> lastPublishedBefore(run, tonights));
    if (earlier.isEmpty()) {
      run.say("no other night was published yet: nothing to compare with");
      return;
    }
    Date liveNight = Date.valueOf(earlier.get());
    Dataset<Row> fused =
        run.lake()
            .read(Table.METRICS)
            .where(col("model").equalTo(FUSED).and(col("segment").equalTo("all")))
            .where(col("metric").equalTo(metric));
    List<Double> live = values(fused, liveNight);
    List<Double> tonight = values(fused, Date.valueOf(tonights));
    if (live.isEmpty()) {
      run.say("night " + liveNight + " has no " + metric + ": nothing to compare with");
    } else {
      Gate.check(metric, liveNight.toString(), live.get(0), tonight.get(0), settings.margin());
    }
  }

  /** What was live before, where tonight's lists or later ones are. */
  private static Optional<LocalDate> lastPublishedBefore(StageRun run, LocalDate night) {
    return run
        .read(Table.RUNS)
        .where("stage = 'publish' AND verdict = 'done'")
        .where(col("night").lt(lit(Date.valueOf(night))))
        .orderBy(col("finished_at").desc())
        .select("night")
        .limit(1)
        .collectAsList()
        .stream()
        .map(row -> row.getDate(0).toLocalDate())
        .findFirst();
  }

  private static List<Double> values(Dataset<Row> metric, Date night) {
    return metric.where(col("night").equalTo(lit(night))).select("value").collectAsList().stream()
        .map(row -> row.getDouble(0))
        .toList();
  }

  private static StructType schema() {
    StructType schema = new StructType();
    for (var column : Table.METRICS.columns()) {
      if (!column.name().equals("night")) {
        schema = schema.add(column.name(), column.type());
      }
    }
    return schema;
  }
}
