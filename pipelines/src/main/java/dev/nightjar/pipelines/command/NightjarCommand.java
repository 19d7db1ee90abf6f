package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.command.benchmark.BenchmarkCommand;
import dev.nightjar.pipelines.command.doctor.DoctorCommand;
import dev.nightjar.pipelines.command.option.Configured;
import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.pipelines.nightly.Failures;
import dev.nightjar.pipelines.nightly.Interruption;
import dev.nightjar.pipelines.run.Refused;
import dev.nightjar.pipelines.run.Secrets;
import dev.nightjar.pipelines.settings.SettingsException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command line. */
@Command(
    name = "nightjar",
    description = "Recommendation lists at night: text and interactions in, top-K lists out.",
    mixinStandardHelpOptions = true,
    version = "nightjar 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BenchmarkCommand.class,
      DemoCommand.class,
      DoctorCommand.class,
      MaintainCommand.class,
      NightlyCommand.class,
      NotebookCommand.class,
      PlanCommand.class,
      TablesCommand.class,
      ListsCommand.class,
      RollbackCommand.class,
      TuneCommand.class,
      CommandLine.HelpCommand.class
    })
public final class NightjarCommand {

  private NightjarCommand() {}

  /** Runs a command line; the exit code. */
  public static int execute(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new NightjarCommand());
    for (Stage stage : Stage.values()) {
      line.addSubcommand(stage.word(), StageCommand.spec(stage));
    }
    line.setExecutionExceptionHandler((e, command, parsed) -> report(e, command));
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  private static int report(Exception failure, CommandLine command) {
    if (Interruption.isUnderWay()) {
      return ExitCode.FAILED.value(); // it is said already
    }
    PrintWriter err = command.getErr();
    Secrets secrets = secrets(command);
    if (failure instanceof SettingsException) {
      err.println(secrets.redacted(failure.getMessage()));
      return ExitCode.USAGE.value();
    }
    if (failure instanceof Refused) {
      err.println("refused: " + secrets.redacted(failure.getMessage()));
      return ExitCode.REFUSED.value();
    }
    err.println("failed: " + Failures.oneLine(failure, secrets));
    if (Boolean.getBoolean("nightjar.stack-traces")) {
      err.print(Failures.stackTrace(failure, secrets));
      err.flush();
    } else {
      err.println("(the stack trace: NIGHTJAR_STACK_TRACES=1)");
    }
    return ExitCode.FAILED.value();
  }

  private static Secrets secrets(CommandLine command) {
    return command.getCommandSpec().mixins().values().stream()
        .map(CommandLine.Model.CommandSpec::userObject)
        .filter(Configured.class::isInstance)
        .map(options -> ((Configured) options).secrets())
        .findFirst()
        .orElse(Secrets.OF_NOBODY);
  }
}
