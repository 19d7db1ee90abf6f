package dev.nightjar.pipelines.command.benchmark;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks, each a command of its own. */
@Command(
    name = "benchmark",
    description = "Measures quality and speed on files given to it, one RESULT line a model.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "PROTOCOL",
    subcommands = {
      BenchmarkLeaveOneOutCommand.class,
      BenchmarkSplitCommand.class,
      BenchmarkRatingsCommand.class,
      BenchmarkEmbedCommand.class,
      BenchmarkTopKCommand.class,
      BenchmarkAlsCommand.class,
      BenchmarkGpuCommand.class,
      BenchmarkGenerateCommand.class,
      CommandLine.HelpCommand.class
    })
public final class BenchmarkCommand {}
