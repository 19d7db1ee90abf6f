package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.pipelines.command.option.SettingsOptions;
import dev.nightjar.pipelines.command.option.SparkSessions;
import dev.nightjar.pipelines.maintain.Maintenance;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps the lake from growing for ever. */
@Command(
    name = "maintain",
    description =
        "Removes nights beyond lake.keep-nights and files of older versions, and merges small"
            + " files. Never what the live night, a kept one, one under way or a kept publication"
            + " needs; refused while a night is running.",
    mixinStandardHelpOptions = true)
final class MaintainCommand implements Callable<Integer> {

  @Mixin private SettingsOptions options;

  @Option(names = "--dry-run", description = "say what would go; touch nothing")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var settings = options.settings();
    try (SparkSession spark = SparkSessions.open("maintain", settings)) {
      Instant now = Instant.now();
      PrintWriter out = spec.commandLine().getOut();
      out.print(
          dryRun
              ? Maintenance.dryRun(spark, settings, now)
              : Maintenance.execute(spark, settings, now));
      out.flush();
      return ExitCode.DONE.value();
    }
  }
}
