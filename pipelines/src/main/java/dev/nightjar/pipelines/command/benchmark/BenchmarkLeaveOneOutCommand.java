package dev.nightjar.pipelines.command.benchmark;

import dev.nightjar.pipelines.benchmark.quality.QualityRun;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures next-item quality: the last item of every user is the test. */
@Command(
    name = "leave-one-out",
    description = {
      "Measures HR@K and NDCG@K with the last item of every user as test and the one before it as",
      "validation. All items are ranked but the user's history.",
      "",
      "  nightjar benchmark leave-one-out --sequences Beauty.txt.gz --k 10",
      "",
      "Memory: NIGHTJAR_MEMORY=6g nightjar ..."
    },
    mixinStandardHelpOptions = true)
final class BenchmarkLeaveOneOutCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private QualityArguments quality;

  @Option(
      names = "--sequences",
      required = true,
      paramLabel = "FILE",
      description = "a line a user, 'user item item ...' in time order, plain or gzipped")
  private Path sequences;

  @Option(
      names = "--k",
      paramLabel = "K",
      defaultValue = "10",
      description = "positions that count (default: ${DEFAULT-VALUE})")
  private int k;

  @Override
  public Integer call() throws Exception {
    return quality.execute(
        "leave-one-out",
        k,
        () -> QualityRun.leaveOneOut(sequences, quality.described()),
        spec.commandLine().getOut(),
        spec.commandLine().getErr());
  }
}
