package dev.nightjar.pipelines.benchmark;

import dev.nightjar.pipelines.candidate.CandidateModels;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.SourceKind;
import dev.nightjar.pipelines.fusion.Fusion;
import dev.nightjar.pipelines.fusion.NewItems;
import dev.nightjar.pipelines.fusion.TrainedRanker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tunes, fits, ranks and measures every model of an experiment, one after the other. */
final class QualityBenchmark {
  static final String FUSED = "fused";

  private static final StructType TARGETS =
      new StructType()
          .add("user", DataTypes.IntegerType, false)
          .add("items", DataTypes.createArrayType(DataTypes.IntegerType, false), false);

  private final SparkSession spark;
  private final Experiment experiment;
  private final Catalog catalog;
  private final QualityOptions options;
  private final Consumer<String> say;
  private final Map<SourceKind, FittedSource> fitted = new EnumMap<>(SourceKind.class);
  private final List<Measurement> measurements = new ArrayList<>();

  QualityBenchmark(
      SparkSession spark,
      Experiment experiment,
      Catalog catalog,
      QualityOptions options,
      Consumer<String> say) {
    this.spark = spark;
    this.experiment = experiment;
    this.catalog = catalog;
    this.options = options;
    this.say = say;
  }

  /** All models in the order of the options. */
  List<Measurement> run() {
    SourceTuning tuning =
        new SourceTuning(
            spark, experiment, catalog, options.k(), options.seed(), options.log(), say);
    try {
      if (options.wants(RandomSource.NAME)) {
        random();
      }
      List<SourceKind> kinds = kinds();
      long deadline = System.nanoTime() + options.budget().time().toNanos();
      for (SourceKind kind : kinds) {
        source(tuning, kind, budget(kind, kinds, deadline));
      }
      if (options.wants(FUSED)) {
        fused(tuning);
      }
      return measurements;
    } finally {
      tuning.close();
    }
  }

  private List<SourceKind> kinds() {
    return Arrays.stream(SourceKind.values())
        .filter(kind -> options.wants(kind.word()))
        .filter(kind -> kind != SourceKind.CATEGORY || catalog.categories() > 0)
        .filter(
            kind ->
                (kind != SourceKind.TEXT && kind != SourceKind.COLD) || !catalog.text().isAbsent())
        .toList();
  }

  /** The source's part of the time that is left, and all of the runs. */
  private Budget budget(SourceKind kind, List<SourceKind> kinds, long deadline) {
    double shares =
        kinds.stream()
            .filter(other -> other.compareTo(kind) >= 0)
            .mapToDouble(SourceSpaces::share)
            .sum();
    long left = Math.max(0, deadline - System.nanoTime());
    return new Budget(
        options.budget().runs(),
        Duration.ofNanos((long) (left * SourceSpaces.share(kind) / shares)));
  }

  private void random() {
    PeakMemory.reset();
    long start = System.nanoTime();
    List<int[]> lists =
        Lists.ofSource(
            spark, experiment.test(), new RandomSource(options.seed()), catalog, options.k());
    add(RandomSource.NAME, lists, OptionalDouble.empty(), seconds(start), Point.DEFAULTS);
  }

  private void source(SourceTuning tuning, SourceKind kind, Budget budget) {
    PeakMemory.reset();
    FittedSource source = tuning.fit(kind, fitted, budget);
    long start = System.nanoTime();
    List<int[]> lists = tuning.lists(source);
    say.accept(
        "%s: %.0f s to tune and fit, %.0f s to rank for %d users"
            .formatted(
                kind.word(), source.seconds(), seconds(start), experiment.test().cases().size()));
    source = source.withSeconds(seconds(start));
    fitted.put(kind, source);
    OptionalDouble area =
        experiment.area() ? OptionalDouble.of(tuning.area(source)) : OptionalDouble.empty();
    add(kind.word(), lists, area, source.seconds(), source.point());
  }

  private void fused(SourceTuning tuning) {
    if (fitted.isEmpty()) {
      throw new IllegalArgumentException("--models names fused alone; name the sources to fuse");
    }
    PeakMemory.reset();
    long start = System.nanoTime();
    Point all = Point.DEFAULTS;
    for (FittedSource source : fitted.values()) {
      all = all.and(source.point());
    }
    Fusion tuned = TunedOptions.fusion(all, options.k(), options.seed());
    Fusion fusion =
        new Fusion(
            tuned.candidates().withSources(List.copyOf(fitted.keySet())),
            tuned.pool(),
            tuned.ranker(),
            NewItems.NONE); // a policy of serving, not a prediction
    TrainedRanker trained =
        fusion.train(
            tuning.validationHistories(),
            targets(),
            catalog.withAvailable(experiment.validation().only()),
            merged(true));
    say.accept("fused: %.0f s to train on %d users".formatted(seconds(start), trained.examples()));
    trained
        .trials()
        .forEach(
            trial ->
                say.accept(
                    "fused: %s ranker, ndcg %.5f on users that did not train it, %.0f s"
                        .formatted(trial.kind().word(), trial.ndcg(), trial.seconds())));
    Catalog ranked = catalog.withAvailable(experiment.test().only());
    List<int[]> lists =
        Lists.ofRecommender(
            spark,
            experiment.test(),
            fusion.recommender(merged(false), ranked, trained.ranker(), options.k()));
    say.accept("fused: %.0f s until all lists were made".formatted(seconds(start)));
    double sources = fitted.values().stream().mapToDouble(FittedSource::seconds).sum();
    add(FUSED, lists, OptionalDouble.empty(), sources + seconds(start), all);
  }

  private Dataset<Row> targets() {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark.createDataFrame(
        context
            .parallelize(experiment.validation().cases())
            .map(test -> RowFactory.create(test.history().user(), test.relevant())),
        TARGETS);
  }

  private CandidateModels merged(boolean forValidation) {
    CandidateModels any = part(fitted.keySet().iterator().next(), forValidation);
    CandidateModels popularity = part(SourceKind.POPULARITY, forValidation, any);
    CandidateModels als = part(SourceKind.ALS, forValidation, any);
    CandidateModels cold = part(SourceKind.COLD, forValidation, any);
    return new CandidateModels(
        popularity.popularity(),
        als.factors().isAbsent() ? cold.factors() : als.factors(),
        cold.mapped(),
        part(SourceKind.ITEM_TO_ITEM, forValidation, any).itemToItem(),
        part(SourceKind.LINEAR, forValidation, any).linear());
  }

  private CandidateModels part(SourceKind kind, boolean forValidation, CandidateModels otherwise) {
    return fitted.containsKey(kind) ? part(kind, forValidation) : otherwise;
  }

  private CandidateModels part(SourceKind kind, boolean forValidation) {
    FittedSource source = fitted.get(kind);
    return forValidation ? source.validation() : source.test();
  }

  private void add(
      String model, List<int[]> lists, OptionalDouble area, double seconds, Point point) {
    Measured measured = Measured.of(model, experiment, lists, options.k(), options.seed());
    ResultLine line = measured.line(area, seconds, PeakMemory.mebibytes());
    say.accept(line.toString());
    measurements.add(new Measurement(measured, line, point));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
