package dev.nightjar.pipelines.command.benchmark;

import dev.nightjar.pipelines.benchmark.speed.TopKBenchmark;
import dev.nightjar.pipelines.command.option.Arguments;
import dev.nightjar.pipelines.command.option.BenchmarkOptions;
import dev.nightjar.pipelines.command.option.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times exact top-K lists over random factors. */
@Command(
    name = "topk",
    description = {
      "Times the exact K best items of every user over random factors:",
      "nightjar without what users have seen, MLlib's recommendForAllUsers with it, and",
      "the bare multiplication by the fastest product there is (matmul).",
      "same=true: nightjar and MLlib gave the same lists."
    },
    mixinStandardHelpOptions = true)
final class BenchmarkTopKCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private BenchmarkOptions options;

  @Option(names = "--users", required = true, paramLabel = "N", description = "number of users")
  private int users;

  @Option(names = "--items", required = true, paramLabel = "M", description = "number of items")
  private int items;

  @Option(
      names = "--rank",
      paramLabel = "R",
      defaultValue = "64",
      description = "values a factor (default: ${DEFAULT-VALUE})")
  private int rank;

  @Option(
      names = "--k",
      paramLabel = "K",
      defaultValue = "10",
      description = "items a list (default: ${DEFAULT-VALUE})")
  private int k;

  @Option(
      names = "--seen",
      paramLabel = "N",
      defaultValue = "50",
      description = "items that a user has seen (default: ${DEFAULT-VALUE})")
  private int seen;

  @Option(
      names = "--check",
      paramLabel = "N",
      defaultValue = "20000",
      description =
          "users whose lists are compared with MLlib's; 0 leaves MLlib out (default: ${DEFAULT-VALUE})")
  private int check;

  @Override
  public Integer call() throws Exception {
    TopKBenchmark benchmark =
        Arguments.checked(
            spec, () -> new TopKBenchmark(users, items, rank, k, seen, options.seed(), check));
    PrintWriter out = spec.commandLine().getOut();
    try (SparkSession spark = options.open("topk")) {
      benchmark.run(spark).forEach(out::println);
      out.flush();
      return ExitCode.DONE.value();
    }
  }
}
