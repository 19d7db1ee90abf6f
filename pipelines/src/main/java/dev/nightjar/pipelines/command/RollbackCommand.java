package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.pipelines.command.option.HadoopConf;
import dev.nightjar.pipelines.command.option.SettingsOptions;
import dev.nightjar.pipelines.publish.Rollback;
import dev.nightjar.pipelines.publish.Stores;
import dev.nightjar.pipelines.publish.list.Publication;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves the live pointer back to a version that is still kept. */
@Command(
    name = "rollback",
    description =
        "Moves the live pointer of every store back to a kept night, after reading it back.",
    mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {

  @Mixin private SettingsOptions options;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "NIGHT",
      description = "the night to go back to, yyyy-MM-dd, or the name of one of its versions")
  private String to;

  @Option(names = "--dry-run", description = "check that it would work; change nothing")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var settings = options.settings();
    var conf = HadoopConf.of(settings.spark());
    try (Stores stores = Stores.open(settings.publish(), conf)) {
      if (dryRun) {
        say("would go live", Rollback.target(stores.all(), to));
      } else {
        Duration stale = Duration.ofMinutes(settings.lake().staleLockMinutes());
        say("is live", Rollback.execute(stores, to, stale));
      }
      return ExitCode.DONE.value();
    }
  }

  private void say(String what, Publication target) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "night "
            + target.night()
            + " "
            + what
            + ": "
            + target.version()
            + ", lists "
            + target.lists());
    out.flush();
  }
}
