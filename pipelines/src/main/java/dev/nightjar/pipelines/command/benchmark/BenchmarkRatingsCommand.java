package dev.nightjar.pipelines.command.benchmark;

import dev.nightjar.pipelines.benchmark.protocol.RatingMeaning;
import dev.nightjar.pipelines.benchmark.protocol.RatingRule;
import dev.nightjar.pipelines.benchmark.protocol.RatingSplit;
import dev.nightjar.pipelines.benchmark.quality.QualityRun;
import dev.nightjar.pipelines.settings.choice.Repeat;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures quality on a file of ratings that it divides itself. */
@Command(
    name = "ratings",
    description = {
      "Measures nDCG@K, MAP@K, Precision@K and Recall@K of lists, and RMSE, MAE and AUC of predicted",
      "ratings. Any rating is positive in the test unless --relevant says which; all items are ranked",
      "but the user's training items.",
      "",
      "  nightjar benchmark ratings --ratings ml-100k.inter.gz --k 10",
      "  nightjar benchmark ratings --ratings ml-100k.inter.gz --relevant 'value >= 4'",
      "",
      "Memory: NIGHTJAR_MEMORY=6g nightjar ..."
    },
    mixinStandardHelpOptions = true)
final class BenchmarkRatingsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private QualityArguments quality;

  @Option(
      names = "--ratings",
      required = true,
      paramLabel = "FILE",
      description = {
        "user, item, rating and time (seconds), between tabs, commas, semicolons, '::' or blanks,",
        "with or without a header line, plain or gzipped"
      })
  private Path ratings;

  @Option(
      names = "--split",
      paramLabel = "RULE",
      defaultValue = "random",
      description = {
        "random: a quarter of each item's ratings is the test; user-last: each user's last rating;",
        "temporal: the last fifth by time (default: ${DEFAULT-VALUE})"
      })
  private RatingSplit split;

  @Option(
      names = "--test-from",
      paramLabel = "DATE",
      description = {
        "with --split temporal, in place of the last fifth: the day (UTC), such as 2011-11-09, on",
        "which the test begins; the validation is as long and ends there"
      })
  private Optional<LocalDate> testFrom = Optional.empty();

  @Option(
      names = "--known-users",
      description = "ask for no lists of users without training ratings, in test and validation")
  private boolean knownUsers;

  @Option(
      names = "--repeat",
      paramLabel = "RULE",
      defaultValue = "exclude",
      description = {
        "the user's training items in the ranking: exclude, allow, or only them, for logs in which",
        "users take an item more than once (default: ${DEFAULT-VALUE})"
      })
  private Repeat repeat;

  @Option(
      names = "--strength",
      paramLabel = "EXPR",
      defaultValue = "1",
      description = {
        "what models learn from a rating: a number, or a Spark SQL expression over value such as",
        "'value - 3', above 0 for a like, below 0 for a dislike, 0 for neither (default:",
        "${DEFAULT-VALUE}, any rating is a like)"
      })
  private String strength;

  @Option(
      names = "--relevant",
      paramLabel = "EXPR",
      defaultValue = "true",
      description = {
        "which ratings of test and validation are hits: a Spark SQL expression over value and strength",
        "such as 'value >= 4' (default: ${DEFAULT-VALUE}, any rating)"
      })
  private String relevant;

  @Option(
      names = "--k",
      paramLabel = "K",
      defaultValue = "10",
      description = "positions that count (default: ${DEFAULT-VALUE})")
  private int k;

  @Override
  public Integer call() throws Exception {
    return quality.execute(
        "ratings",
        k,
        () ->
            QualityRun.ratings(
                ratings,
                new RatingRule(split, testFrom, knownUsers, repeat, quality.seed()),
                RatingMeaning.of(strength, relevant),
                quality.described()),
        spec.commandLine().getOut(),
        spec.commandLine().getErr());
  }
}
