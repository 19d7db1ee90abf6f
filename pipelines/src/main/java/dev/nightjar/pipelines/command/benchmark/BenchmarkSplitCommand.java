package dev.nightjar.pipelines.command.benchmark;

import dev.nightjar.pipelines.benchmark.protocol.TrainTestSplit;
import dev.nightjar.pipelines.benchmark.protocol.ValidationSplit;
import dev.nightjar.pipelines.benchmark.quality.QualityRun;
import dev.nightjar.pipelines.settings.choice.Repeat;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures quality on a given split into training and test. */
@Command(
    name = "split",
    description = {
      "Measures Recall@K and NDCG@K on given training and test files. All items are ranked but the",
      "user's training items; a share of each user's training items is the validation.",
      "",
      "  nightjar benchmark split --train train.txt.gz --test test.txt.gz --k 20",
      "  nightjar benchmark split --train before.txt --test after.txt --repeat allow",
      "",
      "Memory: NIGHTJAR_MEMORY=6g nightjar ..."
    },
    mixinStandardHelpOptions = true)
final class BenchmarkSplitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private QualityArguments quality;

  @Option(
      names = "--train",
      required = true,
      paramLabel = "FILE",
      description = "a line a user, 'user item item ...', plain or gzipped")
  private Path train;

  @Option(
      names = "--test",
      required = true,
      paramLabel = "FILE",
      description = "the same form; means are over its users with items")
  private Path test;

  @Option(
      names = "--cold-items",
      paramLabel = "SHARE",
      description = {
        "takes all training interactions from this share of the items (such as 0.1), ranks only",
        "these, and asks for them; needs --item-text"
      })
  private Double coldItems;

  @Option(
      names = "--repeat",
      paramLabel = "RULE",
      defaultValue = "exclude",
      description = {
        "the user's training items in the ranking: exclude, allow, or only them. Where they may be",
        "ranked, an item that stands twice in a line was taken twice, and the source repeat is one",
        "more (default: ${DEFAULT-VALUE})"
      })
  private Repeat repeat;

  @Option(
      names = "--validation",
      paramLabel = "RULE",
      description = {
        "random: a share of each user's training items; last: the last of each line, for lines in",
        "the order of time; baskets that it cuts in two teach too much, so prefer the protocol",
        "ratings for logs with times (default: random; last with --repeat allow or only)"
      })
  private ValidationSplit validation;

  @Option(
      names = "--k",
      paramLabel = "K",
      defaultValue = "20",
      description = "positions that count (default: ${DEFAULT-VALUE})")
  private int k;

  @Override
  public Integer call() throws Exception {
    return quality.execute(
        "split", k, this::files, spec.commandLine().getOut(), spec.commandLine().getErr());
  }

  private QualityRun files() {
    if (coldItems != null && !quality.hasTexts()) {
      throw new IllegalArgumentException(
          "--cold-items needs --item-text: items without interactions are known by text alone");
    }
    if (coldItems != null && repeat != Repeat.EXCLUDE) {
      throw new IllegalArgumentException(
          "--cold-items asks for items that no user has taken; leave --repeat out");
    }
    ValidationSplit usual =
        repeat == Repeat.EXCLUDE ? ValidationSplit.RANDOM : ValidationSplit.LAST;
    return QualityRun.split(
        train,
        test,
        new TrainTestSplit(Optional.ofNullable(validation).orElse(usual), repeat, quality.seed()),
        quality.described(),
        Optional.ofNullable(coldItems));
  }
}
