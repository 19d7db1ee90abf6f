package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.benchmark.protocol.Experiment;
import dev.nightjar.pipelines.benchmark.protocol.Holdout;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.models.CandidateModels;
import dev.nightjar.pipelines.settings.CandidateSettings;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.tune.Budget;
import dev.nightjar.pipelines.tune.Point;
import dev.nightjar.pipelines.tune.Search;
import dev.nightjar.pipelines.tune.SourceSpaces;
import dev.nightjar.pipelines.tune.TrialLog;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tunes candidate sources on the validation and fits them for validation and test. */
final class SourceTuning {
  private static final int CASES = 6000;
  private static final String ITERATIONS = "train.als.iterations";

  private final SparkSession spark;
  private final Experiment experiment;
  private final ItemCatalogs catalogs;
  private final int k;
  private final long seed;
  private final TrialLog log;
  private final Consumer<String> say;
  private final Dataset<Row> validation;
  private final Dataset<Row> test;

  SourceTuning(
      SparkSession spark,
      Experiment experiment,
      ItemCatalogs catalogs,
      int k,
      long seed,
      TrialLog log,
      Consumer<String> say) {
    this.spark = spark;
    this.experiment = experiment;
    this.catalogs = catalogs;
    this.k = k;
    this.seed = seed;
    this.log = log;
    this.say = say;
    this.validation = RankedLists.histories(spark, experiment.validation().fit()).persist();
    this.test = RankedLists.histories(spark, experiment.test().fit()).persist();
  }

  Dataset<Row> validationHistories() {
    return validation;
  }

  void close() {
    validation.unpersist();
    test.unpersist();
  }

  /**
   * Tunes and fits one source.
   *
   * @param fitted sources before it; `cold` begins at the settings of `als` from there
   */
  FittedSource fit(SourceKind kind, Map<SourceKind, FittedSource> fitted, Budget budget) {
    long start = System.nanoTime();
    Point base =
        kind == SourceKind.COLD && fitted.containsKey(SourceKind.ALS)
            ? fitted.get(SourceKind.ALS).point()
            : Point.DEFAULTS;
    Runs runs = new Runs(kind, base);
    Point point = base;
    if (!experiment.validation().cases().isEmpty()) {
      point =
          new Search(kind.word(), SourceSpaces.of(kind, timed(), described()), seed, log, say)
              .best(runs, budget)
              .map(trial -> base.and(trial.point()))
              .orElse(base);
    }
    CandidateModels onValidation = runs.models(point);
    return new FittedSource(
        kind,
        point,
        onValidation,
        models(kind, point, test, catalogs.test(), 1),
        QualityBenchmark.seconds(start));
  }

  /** The lists of a fitted source on the test. */
  List<int[]> lists(FittedSource source) {
    return RankedLists.ofSource(spark, experiment.test(), tested(source), catalogs.test(), k);
  }

  /** The area under the curve of a fitted source on the test. */
  double area(FittedSource source) {
    return AreaUnderCurve.of(spark, experiment.test(), tested(source), catalogs.test());
  }

  private CandidateSource tested(FittedSource source) {
    return source(source.kind(), source.point(), source.test(), catalogs.test());
  }

  private boolean timed() {
    return experiment.test().fit().stream()
        .anyMatch(h -> h.size() > 0 && h.ages()[0] != h.ages()[h.size() - 1]);
  }

  private boolean described() {
    return !catalogs.test().text().isAbsent();
  }

  private CandidateModels models(
      SourceKind kind, Point point, Dataset<Row> histories, Catalog catalog, double fidelity) {
    Point reduced = point;
    if (fidelity < 1) {
      int iterations = options(point, kind).als().iterations();
      double fewer = Math.max(3, Math.rint(iterations * fidelity));
      reduced = point.and(new Point(new TreeMap<>(Map.of(ITERATIONS, fewer))));
    }
    return CandidateModels.fit(histories, catalog, options(reduced, kind));
  }

  private CandidateSource source(
      SourceKind kind, Point point, CandidateModels models, Catalog catalog) {
    return models.sources(catalog, options(point, kind)).get(0);
  }

  private CandidateSettings options(Point point, SourceKind kind) {
    Map<String, Object> alone = Map.of("train.sources", List.of(kind.word()));
    return TunedOptions.fusion(point, k, seed, alone).candidates();
  }

  /**
   * Runs one source, and keeps the models of the best run so that they need not be fitted again.
   */
  private final class Runs implements Search.Objective {
    private final SourceKind kind;
    private final Point base;
    private Run last;
    private Run best;

    Runs(SourceKind kind, Point base) {
      this.kind = kind;
      this.base = base;
    }

    @Override
    public Search.Outcome run(Point tried, double fidelity) {
      last = null; // its models, unless they are the best, make room for the next
      Point point = base.and(tried);
      Catalog catalog = catalogs.validation();
      CandidateModels trained =
          SourceTuning.this.models(kind, point, validation, catalog, fidelity);
      Holdout asked = experiment.validation().thinned((int) (CASES * fidelity));
      List<int[]> lists =
          RankedLists.ofSource(spark, asked, source(kind, point, trained, catalog), catalog, k);
      last = new Run(point, trained);
      return Search.Outcome.of(Measured.values(experiment.goal(), asked.cases(), lists, k));
    }

    @Override
    public void keep() {
      best = last;
    }

    /** The models of a point; trials that the log knew left none. */
    CandidateModels models(Point point) {
      return best != null && best.point().equals(point)
          ? best.models()
          : SourceTuning.this.models(kind, point, validation, catalogs.validation(), 1);
    }
  }

  private record Run(Point point, CandidateModels models) {}
}
