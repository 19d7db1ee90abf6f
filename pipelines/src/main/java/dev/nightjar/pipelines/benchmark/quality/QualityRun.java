package dev.nightjar.pipelines.benchmark.quality;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.benchmark.protocol.ColdItems;
import dev.nightjar.pipelines.benchmark.protocol.DenseIds;
import dev.nightjar.pipelines.benchmark.protocol.Experiment;
import dev.nightjar.pipelines.benchmark.protocol.ItemFacts;
import dev.nightjar.pipelines.benchmark.protocol.ItemLists;
import dev.nightjar.pipelines.benchmark.protocol.ItemTexts;
import dev.nightjar.pipelines.benchmark.protocol.LeaveOneOut;
import dev.nightjar.pipelines.benchmark.protocol.Rating;
import dev.nightjar.pipelines.benchmark.protocol.RatingMeaning;
import dev.nightjar.pipelines.benchmark.protocol.RatingRule;
import dev.nightjar.pipelines.benchmark.protocol.RatingsExperiment;
import dev.nightjar.pipelines.benchmark.protocol.RatingsExperiment.Division;
import dev.nightjar.pipelines.benchmark.protocol.RatingsFile;
import dev.nightjar.pipelines.benchmark.protocol.TrainTestSplit;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * The quality protocols as the command line offers them. Files are read before Spark starts
 * working, so that a broken one is told at once.
 *
 * @param experiment what the files ask
 * @param described what further files say of the items
 * @param rated absent where the files hold no ratings or one value for all
 */
public record QualityRun(Experiment experiment, Described described, Optional<RatedFile> rated) {

  /**
   * What is known of items besides the log, by item id.
   *
   * @param texts empty without a file
   * @param facts empty without a file
   */
  public record Described(Map<String, String> texts, Map<String, ItemFacts> facts) {

    public static final Described NOTHING = new Described(Map.of(), Map.of());

    /** Reads the files that there are. */
    public static Described read(Optional<Path> texts, Optional<Path> facts) {
      return new Described(
          texts.map(ItemTexts::read).orElse(Map.of()), facts.map(ItemFacts::read).orElse(Map.of()));
    }
  }

  /** Ratings whose values are to be predicted too. */
  public record RatedFile(List<Rating> ratings, RatingRule rule) {
    /** A log of purchases, all of value 1, has nothing to predict. */
    boolean varies() {
      return ratings.stream().mapToDouble(Rating::value).distinct().count() > 1;
    }
  }

  /** A line a user in time order: the last item is the test. */
  public static QualityRun leaveOneOut(Path sequences, Described described) {
    return new QualityRun(LeaveOneOut.of(ItemLists.read(sequences)), described, Optional.empty());
  }

  /**
   * Given files for training and test, a line a user.
   *
   * @param rule how the files are read
   * @param coldItems share of the items that lose their training interactions
   */
  public static QualityRun split(
      Path train, Path test, TrainTestSplit rule, Described described, Optional<Double> coldItems) {
    Experiment warm = rule.of(ItemLists.read(train), ItemLists.read(test));
    return new QualityRun(
        coldItems.map(share -> ColdItems.of(warm, share, rule.seed())).orElse(warm),
        described,
        Optional.empty());
  }

  /** Ratings with time, divided by the rule; any is a hit. */
  public static QualityRun ratings(Path ratings, RatingRule rule, Described described) {
    return ratings(ratings, rule, RatingMeaning.ANY, described);
  }

  /**
   * Ratings with time, divided by the rule.
   *
   * @param meaning what models learn from a rating, and when it is asked for
   */
  public static QualityRun ratings(
      Path ratings, RatingRule rule, RatingMeaning meaning, Described described) {
    List<Rating> read = RatingsFile.read(ratings);
    return new QualityRun(
        RatingsExperiment.of(read, rule, meaning),
        described,
        Optional.of(new RatedFile(read, rule)).filter(RatedFile::varies));
  }

  /** The same run on at most about {@code users} test users; models still learn from all. */
  public QualityRun testing(int users) {
    return new QualityRun(experiment.testing(users), described, rated);
  }

  /** Measures every model and prints the report. */
  public void execute(
      SparkSession spark, QualityOptions options, PrintWriter out, Consumer<String> say) {
    Optional<Division> division =
        rated.map(file -> RatingsExperiment.divide(file.ratings(), file.rule()));
    ItemCatalogs catalogs = catalogs(spark, division, say);
    boolean cold = experiment.test().only().length > 0;
    QualityOptions wanted =
        cold ? options.withModels(List.of("random", "popularity", "als", "text", "cold")) : options;
    List<ResultLine> predicted = new ArrayList<>();
    List<ModelResult> measurements =
        new QualityBenchmark(spark, experiment, catalogs, wanted, say)
            .run(
                fused ->
                    division.ifPresent(
                        parts ->
                            predicted.addAll(
                                new RatingPrediction(spark, experiment, parts, catalogs)
                                    .of(fused))));
    new QualityReport(experiment, wanted, measurements).print(out);
    predicted.forEach(out::println);
    out.flush();
  }

  private ItemCatalogs catalogs(
      SparkSession spark, Optional<Division> division, Consumer<String> say) {
    DenseIds items = experiment.items();
    Catalog catalog = Catalog.of(items.size());
    if (!described.facts().isEmpty()) {
      catalog = ItemCatalogs.described(catalog, items, described.facts());
    }
    if (!described.texts().isEmpty()) {
      catalog = catalog.withText(TextVectors.of(spark, items, described.texts(), say));
    }
    double halfLife = Settings.of(ConfigFactory.empty()).features().popularityHalfLifeDays();
    ItemCatalogs catalogs = ItemCatalogs.same(catalog).withLog(experiment, halfLife);
    return division
        .map(parts -> catalogs.withRatings(items, parts.train(), parts.beforeTest()))
        .orElse(catalogs);
  }
}
