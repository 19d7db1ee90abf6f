package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.pipelines.command.option.NightOptions;
import dev.nightjar.pipelines.command.option.SparkSessions;
import dev.nightjar.pipelines.nightly.NightRun;
import dev.nightjar.pipelines.nightly.Plan;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one stage of a night. */
@Command(mixinStandardHelpOptions = true)
final class StageCommand implements Callable<Integer> {

  private final Stage stage;

  @Spec private CommandSpec command;

  @Mixin private NightOptions options;

  @Option(names = "--dry-run", description = "say what would be read and written; touch nothing")
  private boolean dryRun;

  private StageCommand(Stage stage) {
    this.stage = stage;
  }

  static CommandSpec spec(Stage stage) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new StageCommand(stage));
    spec.usageMessage()
        .description(
            "Runs the stage "
                + stage.word()
                + ". Reads "
                + tables(stage.reads())
                + "; writes "
                + tables(stage.writes())
                + ".");
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    var settings = options.settings();
    try (SparkSession spark = SparkSessions.open(stage.word(), settings)) {
      if (dryRun) {
        var decisions = NightRun.decide(spark, settings, options.night(), List.of(stage));
        new Plan(spark, settings).show(command.commandLine().getOut(), options.night(), decisions);
      } else {
        NightRun.execute(spark, settings, options.night(), List.of(stage), done -> {});
      }
      return ExitCode.DONE.value();
    }
  }

  private static String tables(List<dev.nightjar.pipelines.table.Table> tables) {
    return tables.isEmpty()
        ? "no table"
        : tables.stream().map(t -> t.tableName()).collect(Collectors.joining(", "));
  }
}
