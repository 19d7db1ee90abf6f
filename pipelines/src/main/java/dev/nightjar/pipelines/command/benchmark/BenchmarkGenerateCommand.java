package dev.nightjar.pipelines.command.benchmark;

import dev.nightjar.pipelines.benchmark.speed.GeneratedLog;
import dev.nightjar.pipelines.command.option.Arguments;
import dev.nightjar.pipelines.command.option.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a log of any size for the other benchmarks. */
@Command(
    name = "generate",
    description = {
      "Writes a log of any size, a line a user in time order, for measuring how cost grows:",
      "",
      "  nightjar benchmark generate --users 500000 --items 100000 --interactions 20000000 \\",
      "    --out log.txt.gz",
      "  nightjar benchmark leave-one-out --sequences log.txt.gz --budget 0"
    },
    mixinStandardHelpOptions = true)
final class BenchmarkGenerateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--users", required = true, paramLabel = "N", description = "number of users")
  private int users;

  @Option(names = "--items", required = true, paramLabel = "M", description = "number of items")
  private int items;

  @Option(
      names = "--interactions",
      required = true,
      paramLabel = "N",
      description = "about how many interactions")
  private long interactions;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "42",
      description = "the same seed and numbers give the same bytes (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "where to write; gzipped if it ends with .gz")
  private Path out;

  @Override
  public Integer call() throws Exception {
    GeneratedLog log =
        Arguments.checked(spec, () -> new GeneratedLog(users, items, interactions, seed));
    long written = log.write(out);
    PrintWriter console = spec.commandLine().getOut();
    console.println(
        out + ": " + users + " users, " + items + " items, " + written + " interactions");
    console.flush();
    return ExitCode.DONE.value();
  }
}
