package dev.nightjar.pipelines.command.benchmark;

import dev.nightjar.pipelines.benchmark.speed.EmbedBenchmark;
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

/** Times the embedding of a file's texts. */
@Command(
    name = "embed",
    description = {
      "Times the embedding of a file's texts, a text a line:",
      "ceiling: the runtime alone, on texts tokenized and sorted, at its best batch size;",
      "sql: embed_text; copies: the same with ten copies of every text; row: a text at a time;",
      "arrival: batches of 32 in the order of the file. tokenize_seconds is one thread's time.",
      "cpu_seconds counts all threads and tells more than seconds on a busy machine."
    },
    mixinStandardHelpOptions = true)
final class BenchmarkEmbedCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private BenchmarkOptions options;

  @Option(names = "--texts", required = true, paramLabel = "FILE", description = "a text a line")
  private String texts;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "0",
      description = "texts to take, evenly over the file; 0 for all (default: ${DEFAULT-VALUE})")
  private int sample;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = "minilm",
      description = "minilm, or the URI of a model directory (default: ${DEFAULT-VALUE})")
  private String model;

  @Override
  public Integer call() throws Exception {
    EmbedBenchmark benchmark =
        Arguments.checked(spec, () -> new EmbedBenchmark(texts, sample, model));
    PrintWriter out = spec.commandLine().getOut();
    try (SparkSession spark = options.open("embed")) {
      benchmark.run(spark).forEach(out::println);
      out.flush();
      return ExitCode.DONE.value();
    }
  }
}
