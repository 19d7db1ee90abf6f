package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.benchmark.QualityRun;
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
    if (coldItems != null && quality.itemText().isEmpty()) {
      throw new IllegalArgumentException(
          "--cold-items needs --item-text: items without interactions are known by text alone");
    }
    return QualityRun.split(
        train, test, quality.itemText(), Optional.ofNullable(coldItems), quality.seed());
  }
}
