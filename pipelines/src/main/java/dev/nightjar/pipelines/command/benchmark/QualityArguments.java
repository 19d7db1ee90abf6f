package dev.nightjar.pipelines.command.benchmark;

import dev.nightjar.pipelines.benchmark.quality.QualityOptions;
import dev.nightjar.pipelines.benchmark.quality.QualityRun;
import dev.nightjar.pipelines.benchmark.quality.QualityRun.Described;
import dev.nightjar.pipelines.command.option.BenchmarkOptions;
import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.pipelines.file.InputException;
import dev.nightjar.pipelines.settings.SettingsException;
import dev.nightjar.pipelines.tune.Budget;
import dev.nightjar.pipelines.tune.TrialLog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the benchmarks that measure lists. */
final class QualityArguments {

  @Mixin private BenchmarkOptions common;

  @Option(
      names = "--item-text",
      paramLabel = "FILE",
      description = "item id, tab, text: adds the models text and cold")
  private Path itemText;

  @Option(
      names = "--item-facts",
      paramLabel = "FILE",
      description = {
        "item id, tab, category, tab, price (either may be empty): adds the model",
        "category-popularity and what the ranker sees of categories and prices"
      })
  private Path itemFacts;

  @Option(
      names = "--models",
      paramLabel = "NAME",
      split = ",",
      description =
          "models to measure (default: the sources of a night with default settings that the"
              + " files allow, and fused); random is one more")
  private List<String> models = List.of();

  @Option(
      names = "--budget",
      paramLabel = "BUDGET",
      defaultValue = "12",
      description = {
        "tuning on the validation: runs for each model (12), minutes for all (5m) or both (12,5m);",
        "0 keeps the documented settings. Runs repeat exactly, minutes end in time",
        "(default: ${DEFAULT-VALUE})"
      })
  private String budget;

  @Option(
      names = "--users",
      paramLabel = "N",
      description =
          "test about N users, evenly spread over the file (default: all); models learn from all")
  private Integer users;

  @Option(
      names = "--ablation",
      description = {
        "also makes the fused lists without each source and without each group of facts, to see",
        "what each adds"
      })
  private boolean ablation;

  @Option(
      names = "--trials",
      paramLabel = "FILE",
      description = "keeps the tuning's trials, JSON lines; given again, known ones are not rerun")
  private Path trials;

  long seed() {
    return common.seed();
  }

  boolean hasTexts() {
    return itemText != null;
  }

  /** What the files say of the items. */
  Described described() {
    return Described.read(Optional.ofNullable(itemText), Optional.ofNullable(itemFacts));
  }

  /** Reads the files, then measures; what is wrong with arguments or files is a usage error. */
  int execute(String name, int k, Supplier<QualityRun> files, PrintWriter out, PrintWriter err)
      throws Exception {
    QualityRun run;
    QualityOptions options;
    try {
      TrialLog log = trials == null ? TrialLog.inMemory() : TrialLog.in(trials);
      options = new QualityOptions(k, seed(), Budget.parse(budget), models, ablation, log);
      run = users == null ? files.get() : files.get().testing(tested());
    } catch (InputException | IllegalArgumentException e) {
      throw new SettingsException(List.of(e.getMessage()));
    }
    try (SparkSession spark = common.open(name)) {
      run.execute(
          spark,
          options,
          out,
          line -> {
            if (!line.startsWith("RESULT")) {
              err.println(line);
              err.flush();
            }
          });
      return ExitCode.DONE.value();
    }
  }

  private int tested() {
    if (users < 1) {
      throw new IllegalArgumentException("--users is %d; give 1 or more".formatted(users));
    }
    return users;
  }
}
