package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.pipelines.command.option.NightOptions;
import dev.nightjar.pipelines.command.option.SparkSessions;
import dev.nightjar.pipelines.file.InputException;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.SettingsException;
import dev.nightjar.pipelines.tune.Budget;
import dev.nightjar.pipelines.tune.NightTuning;
import dev.nightjar.pipelines.tune.Parameter;
import dev.nightjar.pipelines.tune.Search;
import dev.nightjar.pipelines.tune.SearchSpace;
import dev.nightjar.pipelines.tune.Trial;
import dev.nightjar.pipelines.tune.TrialLog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Searches settings of a night on its validation window. */
@Command(
    name = "tune",
    description = {
      "Searches settings for the night: at random, and with successive halving. Trials are judged on",
      "the window before the one that the night's evaluation uses, so that the test stays unseen.",
      "",
      "  nightjar tune --conf conf/demo.conf --night 2025-03-01 \\",
      "    --vary train.als.rank=16..128:whole --vary train.als.unobserved-weight=0.01..2:log \\",
      "    --vary train.candidates=50,100,200 --budget 30,60m --trials trials.jsonl",
      "",
      "Started again with the same trials file it goes on where it stopped; trials of other rows or",
      "other settings do not count."
    },
    mixinStandardHelpOptions = true)
final class TuneCommand implements Callable<Integer> {

  /** Keys that the stages of a trial read. */
  private static final List<String> READ =
      List.of(
          "features.",
          "train.",
          "evaluate.",
          "rank.repeat",
          "rank.new-items",
          "rank.new-item-share");

  @Spec private CommandSpec spec;

  @Mixin private NightOptions options;

  @Option(
      names = "--vary",
      required = true,
      paramLabel = "RANGE",
      description =
          "key=low..high, key=low..high:log, key=low..high:whole or key=a,b,c; any setting of"
              + " features, train, evaluate and rank.repeat; may be repeated")
  private List<String> ranges;

  @Option(
      names = "--budget",
      paramLabel = "BUDGET",
      defaultValue = "30",
      description = "runs (30), minutes (60m) or both (30,60m) (default: ${DEFAULT-VALUE})")
  private String budget;

  @Option(
      names = "--trials",
      required = true,
      paramLabel = "FILE",
      description = "the table of trials, JSON lines; appended, and read first to go on")
  private Path trials;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description = "lake of the trials (default: the lake's root with .tune)")
  private String scratch;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "42",
      description = "seed of the search (default: ${DEFAULT-VALUE})")
  private long seed;

  @Override
  public Integer call() throws Exception {
    Settings settings = options.settings();
    SearchSpace space;
    TrialLog log;
    Budget limit;
    try {
      space = new SearchSpace(ranges.stream().map(Parameter::parse).toList());
      requireRead(space);
      log = TrialLog.in(trials);
      limit = Budget.parseSome(budget);
    } catch (InputException | IllegalArgumentException e) {
      throw new SettingsException(List.of(e.getMessage()));
    }
    PrintWriter out = spec.commandLine().getOut();
    String root = scratch == null ? settings.lake().root() + ".tune" : scratch;
    Night night = options.night();
    try (SparkSession spark = SparkSessions.open("tune " + night, settings)) {
      NightTuning tuning = new NightTuning(spark, options.file(), options.overrides(), night, root);
      String name = tuning.prepare(space);
      Optional<Trial> best = new Search(name, space, seed, log, out::println).best(tuning, limit);
      best.ifPresent(trial -> print(out, trial, log));
      out.flush();
      return ExitCode.DONE.value();
    }
  }

  /** Refuses settings that no trial would read. */
  private static void requireRead(SearchSpace space) {
    for (Parameter parameter : space.parameters()) {
      if (READ.stream().noneMatch(parameter.key()::startsWith)) {
        throw new IllegalArgumentException(
            parameter.key()
                + " changes nothing here: a trial runs features, train and evaluate; vary settings"
                + " that begin with one of "
                + READ);
      }
    }
  }

  private static void print(PrintWriter out, Trial best, TrialLog log) {
    out.println(log.trials().size() + " trials; the best on the validation, as settings:");
    for (Map.Entry<String, String> setting : best.point().settings().entrySet()) {
      out.println(setting.getKey() + " = " + setting.getValue());
    }
    out.println(
        "RESULT model=fused ndcg="
            + String.format(java.util.Locale.ROOT, "%.5f", best.score())
            + " trials="
            + log.trials().size());
  }
}
