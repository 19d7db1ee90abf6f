package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.benchmark.PeakMemory;
import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.benchmark.protocol.Experiment;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.tune.Budget;
import dev.nightjar.pipelines.tune.Point;
import dev.nightjar.pipelines.tune.SourceSpaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/** Tunes, fits, ranks and measures every model of an experiment, one after the other. */
final class QualityBenchmark {
  static final String FUSED = "fused";

  /**
   * Tuned after all others and in this order, since one run of them can take longer than its share;
   * {@code cold} needs the factors of {@code als}.
   */
  private static final List<SourceKind> LATE = List.of(SourceKind.ALS, SourceKind.COLD);

  private final SparkSession spark;
  private final Experiment experiment;
  private final ItemCatalogs catalogs;
  private final QualityOptions options;
  private final Consumer<String> say;
  private final Map<SourceKind, FittedSource> fitted = new EnumMap<>(SourceKind.class);
  private final List<ModelResult> measurements = new ArrayList<>();

  QualityBenchmark(
      SparkSession spark,
      Experiment experiment,
      ItemCatalogs catalogs,
      QualityOptions options,
      Consumer<String> say) {
    this.spark = spark;
    this.experiment = experiment;
    this.catalogs = catalogs;
    this.options = options;
    this.say = say;
  }

  /**
   * All models in the order of the options.
   *
   * @param then gets the fused lists' ranker, where they are wanted
   */
  List<ModelResult> run(Consumer<FusedLists.Ranked> then) {
    SourceTuning tuning =
        new SourceTuning(
            spark, experiment, catalogs, options.k(), options.seed(), options.log(), say);
    try {
      if (options.wants(RandomSource.NAME)) {
        random();
      }
      List<SourceKind> kinds = kinds();
      long deadline = System.nanoTime() + options.budget().time().toNanos();
      for (int next = 0; next < kinds.size(); next++) {
        Budget part = budget(kinds.subList(next, kinds.size()), deadline);
        source(tuning, kinds.get(next), part);
      }
      measurements.sort(Comparator.comparingInt(QualityBenchmark::place));
      if (options.wants(FUSED)) {
        fused(tuning, then);
      }
      return measurements;
    } finally {
      tuning.close();
    }
  }

  /** The sources that are wanted and can be measured, in the order to tune them. */
  private List<SourceKind> kinds() {
    return Arrays.stream(SourceKind.values())
        .filter(kind -> options.wants(kind.word()))
        .filter(kind -> kind != SourceKind.CATEGORY || catalogs.test().categories() > 0)
        .filter(kind -> !kind.needsText() || !catalogs.test().text().isAbsent())
        .sorted(Comparator.comparingInt(LATE::indexOf))
        .toList();
  }

  /** Place in the report: random, then the sources as they are declared. */
  private static int place(ModelResult measurement) {
    String model = measurement.measured().model();
    return Arrays.stream(SourceKind.values())
        .filter(kind -> kind.word().equals(model))
        .mapToInt(SourceKind::ordinal)
        .findFirst()
        .orElse(-1);
  }

  /** The first of these sources' part of the time that is left, and all of the runs. */
  private Budget budget(List<SourceKind> left, long deadline) {
    double shares = left.stream().mapToDouble(SourceSpaces::share).sum();
    long time = Math.max(0, deadline - System.nanoTime());
    return new Budget(
        options.budget().runs(),
        Duration.ofNanos((long) (time * SourceSpaces.share(left.get(0)) / shares)));
  }

  private void random() {
    PeakMemory.reset();
    long start = System.nanoTime();
    List<int[]> lists =
        RankedLists.ofSource(
            spark,
            experiment.test(),
            new RandomSource(options.seed(), catalogs.test().items()),
            catalogs.test(),
            options.k());
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

  private void fused(SourceTuning tuning, Consumer<FusedLists.Ranked> then) {
    if (fitted.isEmpty()) {
      throw new IllegalArgumentException("--models names fused alone; name the sources to fuse");
    }
    FusedLists fused =
        new FusedLists(
            spark, experiment, catalogs, options, tuning.validationHistories(), fitted, say);
    then.accept(fused(FUSED, fused, fused.all()));
    if (options.ablation()) {
      fused.ablations().forEach((name, part) -> fused(FUSED + "-without-" + name, fused, part));
    }
  }

  private FusedLists.Ranked fused(String name, FusedLists fused, FusedLists.Parts parts) {
    PeakMemory.reset();
    long start = System.nanoTime();
    FusedLists.Ranked ranked = fused.of(name, parts);
    double sources = fitted.values().stream().mapToDouble(FittedSource::seconds).sum();
    add(name, ranked.lists(), OptionalDouble.empty(), sources + seconds(start), fused.point());
    return ranked;
  }

  private void add(
      String model, List<int[]> lists, OptionalDouble area, double seconds, Point point) {
    Measured measured = Measured.of(model, experiment, lists, options.k(), options.seed());
    ResultLine line = measured.line(area, seconds, PeakMemory.mebibytes());
    say.accept(line.toString());
    measurements.add(new ModelResult(measured, line, point));
  }

  /** Since a reading of {@link System#nanoTime}. */
  static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
