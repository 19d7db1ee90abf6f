package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.benchmark.PeakMemory;
import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.benchmark.protocol.DenseIds;
import dev.nightjar.pipelines.benchmark.protocol.Rating;
import dev.nightjar.pipelines.benchmark.protocol.RatingRule;
import dev.nightjar.pipelines.benchmark.protocol.RatingsExperiment;
import dev.nightjar.pipelines.metric.Classification;
import dev.nightjar.pipelines.metric.RatingError;
import dev.nightjar.pipelines.tune.Budget;
import dev.nightjar.pipelines.tune.Parameter;
import dev.nightjar.pipelines.tune.Point;
import dev.nightjar.pipelines.tune.Search;
import dev.nightjar.pipelines.tune.SearchSpace;
import dev.nightjar.pipelines.tune.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Predicts the value of held-out ratings, by offsets of user and item alone and with MLlib's
 * explicit ALS on what the offsets leave over. AUC is the chance that a rating above the training
 * mean is predicted above one that is not.
 */
final class RatingPrediction {
  private static final String DAMPING = "rating.damping";
  private static final String RANK = "rating.rank";
  private static final String RIDGE = "rating.regularization";
  private static final int ITERATIONS = 10;

  /** Iterations between checkpoints: a longer lineage overflows the stack of a task. */
  private static final int CHECKPOINT = 3;

  private static final StructType SCHEMA =
      new StructType()
          .add("row", DataTypes.IntegerType, false)
          .add("user", DataTypes.IntegerType, false)
          .add("item", DataTypes.IntegerType, false)
          .add("rating", DataTypes.FloatType, false);

  private final SparkSession spark;
  private final List<Rating> train;
  private final List<Rating> validation;
  private final List<Rating> test;
  private final QualityOptions options;
  private final Consumer<String> say;
  private final DenseIds users;
  private final DenseIds items;
  private final double lowest;
  private final double highest;

  RatingPrediction(
      SparkSession spark,
      List<Rating> ratings,
      RatingRule rule,
      QualityOptions options,
      Consumer<String> say) {
    this.spark = spark;
    this.options = options;
    this.say = say;
    RatingsExperiment.Division division = RatingsExperiment.divide(ratings, rule);
    this.train = division.train();
    this.validation = division.validation();
    this.test = division.test();
    this.users = DenseIds.of(ratings.stream().map(Rating::user).toList());
    this.items = DenseIds.of(ratings.stream().map(Rating::item).toList());
    this.lowest = all().stream().mapToDouble(Rating::value).min().orElse(0);
    this.highest = all().stream().mapToDouble(Rating::value).max().orElse(0);
  }

  /** One line for the offsets alone, one with ALS. */
  List<ResultLine> run() {
    PeakMemory.reset();
    long start = System.nanoTime();
    SearchSpace offsets = new SearchSpace(List.of(Parameter.log(DAMPING, 0.5, 50)));
    Point point =
        tuned(
            "rating-bias",
            offsets,
            (p, fidelity) -> Search.Outcome.of(-error(bias(p, train, validation))));
    ResultLine bias = line("rating-bias", bias(point, all(), test), start);
    PeakMemory.reset();
    long second = System.nanoTime();
    SearchSpace factors =
        new SearchSpace(
            List.of(Parameter.choice(RANK, 4d, 8d, 16d, 32d), Parameter.log(RIDGE, 0.03, 0.5)));
    Point best =
        tuned(
            "rating-als",
            factors,
            (p, fidelity) ->
                Search.Outcome.of(-error(withFactors(point.and(p), train, validation))));
    ResultLine als = line("rating-als", withFactors(point.and(best), all(), test), second);
    return List.of(bias, als);
  }

  private Point tuned(String name, SearchSpace space, Search.Objective objective) {
    Budget budget = new Budget(Math.min(8, options.budget().runs()), options.budget().time());
    return validation.isEmpty()
        ? Point.DEFAULTS
        : new Search(name, space, options.seed(), options.log(), say)
            .best(objective, budget)
            .map(Trial::point)
            .orElse(Point.DEFAULTS);
  }

  private List<Rating> all() {
    List<Rating> all = new ArrayList<>(train);
    all.addAll(validation);
    return all;
  }

  private double[] bias(Point point, List<Rating> known, List<Rating> asked) {
    RatingBias bias = RatingBias.fit(known, value(point, DAMPING, 5));
    return asked.stream().mapToDouble(rating -> inside(bias.of(rating))).toArray();
  }

  private double[] withFactors(Point point, List<Rating> known, List<Rating> asked) {
    RatingBias bias = RatingBias.fit(known, value(point, DAMPING, 5));
    ALS als =
        new ALS()
            .setRank((int) value(point, RANK, 8))
            .setRegParam(value(point, RIDGE, 0.15))
            .setMaxIter(ITERATIONS)
            .setCheckpointInterval(CHECKPOINT)
            .setSeed(options.seed())
            .setNumBlocks(2);
    Dataset<Row> predicted = als.fit(rows(known, bias).coalesce(1)).transform(rows(asked, bias));
    double[] values = new double[asked.size()];
    for (Row row : predicted.select("row", "prediction").collectAsList()) {
      int at = row.getInt(0);
      double more = Float.isNaN(row.getFloat(1)) ? 0 : row.getFloat(1);
      values[at] = inside(bias.of(asked.get(at)) + more);
    }
    return values;
  }

  private Dataset<Row> rows(List<Rating> ratings, RatingBias bias) {
    List<Row> rows =
        IntStream.range(0, ratings.size())
            .mapToObj(
                i -> {
                  Rating rating = ratings.get(i);
                  return RowFactory.create(
                      i,
                      users.place(rating.user()),
                      items.place(rating.item()),
                      (float) (rating.value() - bias.of(rating)));
                })
            .toList();
    return spark.createDataFrame(rows, SCHEMA);
  }

  /** No further than the ratings that were given. */
  private double inside(double value) {
    return Math.min(highest, Math.max(lowest, value));
  }

  private double error(double[] predicted) {
    return RatingError.rmse(validation.stream().mapToDouble(Rating::value).toArray(), predicted);
  }

  private ResultLine line(String model, double[] predicted, long start) {
    double[] actual = test.stream().mapToDouble(Rating::value).toArray();
    double mean = train.stream().mapToDouble(Rating::value).average().orElse(0);
    boolean[] liked = new boolean[actual.length];
    for (int i = 0; i < liked.length; i++) {
      liked[i] = actual[i] > mean;
    }
    ResultLine line =
        ResultLine.of(model)
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

  private static double value(Point point, String key, double otherwise) {
    return point.values().getOrDefault(key, otherwise);
  }
}
