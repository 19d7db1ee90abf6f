package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.array.Numbers;
import dev.nightjar.pipelines.benchmark.PeakMemory;
import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.benchmark.protocol.DenseIds;
import dev.nightjar.pipelines.benchmark.protocol.Experiment;
import dev.nightjar.pipelines.benchmark.protocol.Holdout;
import dev.nightjar.pipelines.benchmark.protocol.Rating;
import dev.nightjar.pipelines.benchmark.protocol.RatingsExperiment.Division;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.fusion.rating.RatedItems;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.metric.Classification;
import dev.nightjar.pipelines.metric.RatingError;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Predicts the value of held-out ratings as a night does: by the offsets of user and item and the
 * ranker's lead, with weights that the validation teaches. AUC is the chance that a rating above
 * the training mean is predicted above one that is not.
 */
final class RatingPrediction {
  private static final StructType RATED =
      Histories.SCHEMA
          .add("known", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("known_ratings", DataTypes.createArrayType(DataTypes.FloatType, false), false)
          .add("asked", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("asked_ratings", DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private final SparkSession spark;
  private final Experiment experiment;
  private final Division division;
  private final ItemCatalogs catalogs;
  private final DenseIds users;

  /**
   * Of the ratings that the experiment was made of.
   *
   * @param catalogs with the ratings that are known before validation and test
   */
  RatingPrediction(
      SparkSession spark, Experiment experiment, Division division, ItemCatalogs catalogs) {
    this.spark = spark;
    this.experiment = experiment;
    this.division = division;
    this.catalogs = catalogs;
    this.users = DenseIds.of(division.all().stream().map(Rating::user).toList());
  }

  /** One line for the offsets alone, one for what the ranker adds; none where nobody rated. */
  List<ResultLine> of(FusedLists.Ranked fused) {
    PeakMemory.reset();
    long start = System.nanoTime();
    Dataset<Row> taught = rated(experiment.validation(), division.train(), division.validation());
    Optional<RatingModel> model =
        fused.fusion().rating(taught, catalogs.validation(), fused.validation(), fused.ranker());
    if (model.isEmpty()) {
      return List.of();
    }
    List<RatedItems> asked =
        fused
            .fusion()
            .rated(
                rated(experiment.test(), division.beforeTest(), division.test()),
                catalogs.test(),
                fused.test(),
                fused.ranker());
    return List.of(
        line("rating-offsets", model.get().offsetsAlone(), asked, start),
        line("rating-expected", model.get(), asked, start));
  }

  private Dataset<Row> rated(Holdout holdout, List<Rating> known, List<Rating> asked) {
    Map<Integer, History> histories = new HashMap<>();
    holdout.fit().forEach(history -> histories.put(history.user(), history));
    Map<Integer, Values> before = byUser(known);
    List<Rated> rows = new ArrayList<>();
    byUser(asked)
        .forEach(
            (user, own) ->
                rows.add(
                    new Rated(
                        histories.getOrDefault(user, History.of(user)),
                        before.getOrDefault(user, Values.NONE),
                        own)));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark.createDataFrame(
        context.parallelize(rows, RankedLists.slices(context)).map(Rated::row), RATED);
  }

  private Map<Integer, Values> byUser(List<Rating> ratings) {
    Map<Integer, List<Rating>> lists = new TreeMap<>();
    ratings.forEach(
        rating ->
            lists
                .computeIfAbsent(users.place(rating.user()), user -> new ArrayList<>())
                .add(rating));
    Map<Integer, Values> values = new TreeMap<>();
    lists.forEach((user, own) -> values.put(user, Values.of(own, experiment.items())));
    return values;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Values(Integer[] items, Float[] ratings) implements Serializable {
    static final Values NONE = new Values(new Integer[0], new Float[0]);

    static Values of(List<Rating> ratings, DenseIds items) {
      return new Values(
          ratings.stream().map(rating -> items.place(rating.item())).toArray(Integer[]::new),
          ratings.stream().map(rating -> (float) rating.value()).toArray(Float[]::new));
    }
  }

  private record Rated(History history, Values known, Values asked) implements Serializable {
    Row row() {
      Row past = Histories.row(history);
      return RowFactory.create(
          past.get(0),
          past.get(1),
          past.get(2),
          past.get(3),
          known.items(),
          known.ratings(),
          asked.items(),
          asked.ratings());
    }
  }

  private ResultLine line(String name, RatingModel model, List<RatedItems> asked, long start) {
    Catalog catalog = catalogs.test();
    double[] ofItems = model.offsets().ofItems(catalog);
    double[] predicted =
        asked.stream()
            .flatMapToDouble(user -> Arrays.stream(model.expected(ofItems, user)))
            .toArray();
    double[] actual =
        asked.stream()
            .map(user -> user.asked().given())
            .flatMapToDouble(Numbers::doubles)
            .toArray();
    double mean = division.beforeTest().stream().mapToDouble(Rating::value).average().orElse(0);
    boolean[] liked = new boolean[actual.length];
    for (int i = 0; i < liked.length; i++) {
      liked[i] = actual[i] > mean;
    }
    ResultLine line =
        ResultLine.of(name)
            .with("rmse", RatingError.rmse(actual, predicted))
            .with("mae", RatingError.mae(actual, predicted));
    boolean both =
        Arrays.stream(actual).anyMatch(a -> a > mean)
            && Arrays.stream(actual).anyMatch(a -> a <= mean);
    return (both ? line.with("auc", Classification.auc(predicted, liked)) : line)
        .with("ratings", actual.length)
        .with("seconds", (System.nanoTime() - start) / 1e9)
        .with("peak_mb", PeakMemory.mebibytes());
  }
}
