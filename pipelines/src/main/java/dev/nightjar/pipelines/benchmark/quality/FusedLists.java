package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.benchmark.protocol.Experiment;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.models.CandidateModels;
import dev.nightjar.pipelines.fusion.Fusion;
import dev.nightjar.pipelines.fusion.ranker.Ranker;
import dev.nightjar.pipelines.fusion.ranker.TrainedRanker;
import dev.nightjar.pipelines.settings.choice.FeatureGroup;
import dev.nightjar.pipelines.settings.choice.Repeat;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.tune.Point;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The lists of rankers over fitted sources: all of them, or all but one part. */
final class FusedLists {
  private static final StructType TARGETS =
      new StructType()
          .add("user", DataTypes.IntegerType, false)
          .add("items", DataTypes.createArrayType(DataTypes.IntegerType, false), false);

  private final SparkSession spark;
  private final Experiment experiment;
  private final ItemCatalogs catalogs;
  private final QualityOptions options;
  private final Dataset<Row> histories;
  private final Map<SourceKind, FittedSource> fitted;
  private final Consumer<String> say;

  /**
   * Lists of an experiment.
   *
   * @param histories that the models of the validation were fitted on
   * @param fitted at least one source
   */
  FusedLists(
      SparkSession spark,
      Experiment experiment,
      ItemCatalogs catalogs,
      QualityOptions options,
      Dataset<Row> histories,
      Map<SourceKind, FittedSource> fitted,
      Consumer<String> say) {
    this.spark = spark;
    this.experiment = experiment;
    this.catalogs = catalogs;
    this.options = options;
    this.histories = histories;
    this.fitted = fitted;
    this.say = say;
  }

  /**
   * What a ranker works with.
   *
   * @param sources that propose and score
   * @param leftOut facts it does not see
   */
  record Parts(List<SourceKind> sources, List<FeatureGroup> leftOut) {
    Parts {
      sources = List.copyOf(sources);
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * Lists and what made them.
   *
   * @param lists in the order of the test's cases
   * @param validation models that know nothing of validation and test
   * @param test models that know nothing of the test
   */
  record Ranked(
      List<int[]> lists,
      Fusion fusion,
      Ranker ranker,
      CandidateModels validation,
      CandidateModels test) {}

  Parts all() {
    return new Parts(List.copyOf(fitted.keySet()), List.of());
  }

  /** Every part that can be missed, by name: each source of several, each group of facts. */
  Map<String, Parts> ablations() {
    Map<String, Parts> parts = new LinkedHashMap<>();
    for (SourceKind kind : fitted.keySet()) {
      if (fitted.size() > 1) {
        parts.put(
            kind.word(),
            new Parts(fitted.keySet().stream().filter(k -> k != kind).toList(), List.of()));
      }
    }
    for (FeatureGroup group : fusion(all()).groups(merged(true), catalogs.validation())) {
      boolean same = group == FeatureGroup.TOUCHED && repeat() == Repeat.EXCLUDE;
      if (!same) {
        parts.put(group.word() + "-facts", new Parts(all().sources(), List.of(group)));
      }
    }
    return parts;
  }

  /** The tuned settings of all sources together. */
  Point point() {
    Point all = Point.DEFAULTS;
    for (FittedSource source : fitted.values()) {
      all = all.and(source.point());
    }
    return all;
  }

  /**
   * Trains a ranker on the validation and makes the lists of the test, in the order of its cases.
   */
  Ranked of(String name, Parts parts) {
    long start = System.nanoTime();
    Fusion fusion = fusion(parts);
    TrainedRanker trained =
        fusion.train(
            histories,
            targets(),
            catalogs.validation().withAvailable(experiment.validation().only()),
            merged(true));
    say.accept(
        "%s: %.0f s to train on %d users"
            .formatted(name, QualityBenchmark.seconds(start), trained.examples()));
    say.accept(
        "%s: ranker of ridge %s, ndcg %.5f on users that did not train it"
            .formatted(name, trained.ridge(), trained.ndcg()));
    Catalog ranked = catalogs.test().withAvailable(experiment.test().only());
    List<int[]> lists =
        RankedLists.ofRecommender(
            spark,
            experiment.test(),
            fusion.recommender(merged(false), ranked, trained.ranker(), options.k()));
    say.accept(
        "%s: %.0f s until all lists were made".formatted(name, QualityBenchmark.seconds(start)));
    return new Ranked(lists, fusion, trained.ranker(), merged(true), merged(false));
  }

  private Repeat repeat() {
    return experiment.test().repeat();
  }

  private Fusion fusion(Parts parts) {
    Map<String, Object> fixed =
        Map.of(
            "train.sources", parts.sources().stream().map(SourceKind::word).toList(),
            "train.ranker.leave-out", parts.leftOut().stream().map(FeatureGroup::word).toList(),
            "rank.repeat", repeat().name().toLowerCase(Locale.ROOT),
            "rank.new-items", 0); // a policy of serving, not a prediction
    return TunedOptions.fusion(point(), options.k(), options.seed(), fixed);
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
    CandidateModels cold = part(SourceKind.COLD, forValidation, als);
    return new CandidateModels(
        popularity.popularity(),
        cold.factors(),
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
}
