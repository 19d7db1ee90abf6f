package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.pipelines.command.option.NightOptions;
import dev.nightjar.pipelines.command.option.SparkSessions;
import dev.nightjar.pipelines.nightly.Interruption;
import dev.nightjar.pipelines.nightly.NightRun;
import dev.nightjar.pipelines.nightly.NightSummary;
import dev.nightjar.pipelines.nightly.StageDecision;
import dev.nightjar.pipelines.nightly.StageRange;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs all stages of a night, or a part of them, in one Spark application. */
@Command(
    name = "nightly",
    description = "Runs all stages of a night in one Spark application.",
    mixinStandardHelpOptions = true)
final class NightlyCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private NightOptions options;

  @Mixin private StageRange range;

  @Option(
      names = "--resume",
      description =
          "skip the stages that are done: same settings, and nothing that they read or wrote has"
              + " changed; plan shows them")
  private boolean resume;

  @Override
  public Integer call() throws Exception {
    Settings settings = options.settings();
    Night night = options.night();
    List<Stage> stages = range.stages(command);
    try (SparkSession spark = SparkSessions.open("nightly " + night, settings)) {
      run(spark, settings, night, decisions(spark, settings, night, stages));
      return ExitCode.DONE.value();
    }
  }

  private List<StageDecision> decisions(
      SparkSession spark, Settings settings, Night night, List<Stage> stages) {
    return resume
        ? NightRun.decide(spark, settings, night, stages)
        : stages.stream().map(s -> new StageDecision(s, false, "asked for")).toList();
  }

  /** The summary is printed after a failure too, but not of a process that is asked to end. */
  private void run(
      SparkSession spark, Settings settings, Night night, List<StageDecision> decisions) {
    NightSummary summary = new NightSummary(decisions);
    List<Stage> stages =
        decisions.stream().filter(d -> !d.skip()).map(StageDecision::stage).toList();
    PrintWriter out = command.commandLine().getOut();
    try {
      if (stages.isEmpty()) {
        out.println("night " + night + " is done already; leave --resume out to run it again");
      } else {
        NightRun.execute(spark, settings, night, stages, summary::add);
      }
    } finally {
      if (!Interruption.isUnderWay()) {
        out.println();
        out.print(summary);
        out.flush();
      }
    }
  }
}
