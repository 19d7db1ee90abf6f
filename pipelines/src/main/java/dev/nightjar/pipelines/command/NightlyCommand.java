package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs all stages of a night, or a part of them, in one Spark application. */
@Command(
    name = "nightly",
    description = "Runs all stages of a night in one Spark application.",
    mixinStandardHelpOptions = true)
final class NightlyCommand implements Callable<Integer> {

  @Mixin private NightOptions options;

  @Option(names = "--from", paramLabel = "STAGE", description = "first stage to run")
  private Stage from = Stage.INGEST;

  @Option(names = "--to", paramLabel = "STAGE", description = "last stage to run")
  private Stage to = Stage.REPORT;

  @Override
  public Integer call() throws Exception {
    var settings = options.settings();
    List<Stage> stages =
        Arrays.stream(Stage.values())
            .filter(s -> s.compareTo(from) >= 0 && s.compareTo(to) <= 0)
            .toList();
    try (SparkSession spark = SparkSessions.open("nightly " + options.night(), settings)) {
      NightRun.execute(spark, settings, options.night(), stages);
      return ExitCode.DONE.value();
    }
  }
}
