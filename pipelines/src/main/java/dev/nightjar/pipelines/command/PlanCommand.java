package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.pipelines.command.option.NightOptions;
import dev.nightjar.pipelines.command.option.SparkSessions;
import dev.nightjar.pipelines.nightly.NightRun;
import dev.nightjar.pipelines.nightly.Plan;
import dev.nightjar.pipelines.nightly.StageRange;
import dev.nightjar.pipelines.settings.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what a night would read, write and skip. */
@Command(
    name = "plan",
    description =
        "Tells what a night would read, write and skip, and why, and checks paths and columns of the"
            + " sources; touches nothing.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private NightOptions options;

  @Mixin private StageRange range;

  @Override
  public Integer call() throws Exception {
    Settings settings = options.settings();
    List<Stage> stages = range.stages(command);
    try (SparkSession spark = SparkSessions.forLooking("plan", settings)) {
      var decisions = NightRun.decide(spark, settings, options.night(), stages);
      new Plan(spark, settings).show(command.commandLine().getOut(), options.night(), decisions);
      return ExitCode.DONE.value();
    }
  }
}
