package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.benchmark.protocol.ColdItems;
import dev.nightjar.pipelines.benchmark.protocol.Experiment;
import dev.nightjar.pipelines.benchmark.protocol.ItemLists;
import dev.nightjar.pipelines.benchmark.protocol.ItemTexts;
import dev.nightjar.pipelines.benchmark.protocol.LeaveOneOut;
import dev.nightjar.pipelines.benchmark.protocol.Rating;
import dev.nightjar.pipelines.benchmark.protocol.RatingRule;
import dev.nightjar.pipelines.benchmark.protocol.RatingsExperiment;
import dev.nightjar.pipelines.benchmark.protocol.RatingsFile;
import dev.nightjar.pipelines.benchmark.protocol.TrainTestSplit;
import dev.nightjar.pipelines.candidate.Catalog;
import java.io.PrintWriter;
import java.nio.file.Path;
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
 * @param texts by item id; absent without a text file
 * @param rated absent where the files hold no ratings or one value for all
 */
public record QualityRun(
    Experiment experiment, Optional<Map<String, String>> texts, Optional<RatedFile> rated) {

  /** Ratings whose values are to be predicted too. */
  public record RatedFile(List<Rating> ratings, RatingRule rule) {
    /** A log of purchases, all of value 1, has nothing to predict. */
    boolean varies() {
      return ratings.stream().mapToDouble(Rating::value).distinct().count() > 1;
    }
  }

  /** A line a user in time order: the last item is the test. */
  public static QualityRun leaveOneOut(Path sequences, Optional<Path> itemText) {
    return new QualityRun(
        LeaveOneOut.of(ItemLists.read(sequences)), itemText.map(ItemTexts::read), Optional.empty());
  }

  /**
   * Given files for training and test, a line a user.
   *
   * @param rule how the files are read
   * @param coldItems share of the items that lose their training interactions
   */
  public static QualityRun split(
      Path train,
      Path test,
      TrainTestSplit rule,
      Optional<Path> itemText,
      Optional<Double> coldItems) {
    Experiment warm = rule.of(ItemLists.read(train), ItemLists.read(test));
    return new QualityRun(
        coldItems.map(share -> ColdItems.of(warm, share, rule.seed())).orElse(warm),
        itemText.map(ItemTexts::read),
        Optional.empty());
  }

  /** Ratings with time, divided by the rule. */
  public static QualityRun ratings(Path ratings, RatingRule rule, Optional<Path> itemText) {
    List<Rating> read = RatingsFile.read(ratings);
    return new QualityRun(
        RatingsExperiment.of(read, rule),
        itemText.map(ItemTexts::read),
        Optional.of(new RatedFile(read, rule)).filter(RatedFile::varies));
  }

  /** The same run on at most about {@code users} test users; models still learn from all. */
  public QualityRun testing(int users) {
    return new QualityRun(experiment.testing(users), texts, rated);
  }

  /** Measures every model and prints the report. */
  public void execute(
      SparkSession spark, QualityOptions options, PrintWriter out, Consumer<String> say) {
    Catalog catalog = Catalog.of(experiment.items().size());
    if (texts.isPresent()) {
      catalog = catalog.withText(EmbeddedTexts.of(spark, experiment.items(), texts.get(), say));
    }
    boolean cold = experiment.test().only().length > 0;
    QualityOptions wanted =
        cold ? options.withModels(List.of("random", "popularity", "als", "text", "cold")) : options;
    List<ModelResult> measurements =
        new QualityBenchmark(spark, experiment, catalog, wanted, say).run();
    new QualityReport(experiment, wanted, measurements).print(out);
    rated.ifPresent(
        file ->
            new RatingPrediction(spark, file.ratings(), file.rule(), wanted, say)
                .run()
                .forEach(out::println));
    out.flush();
  }
}
