package dev.nightjar.pipelines.command.benchmark;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.benchmark.speed.AlsBenchmark;
import dev.nightjar.pipelines.benchmark.speed.StrengthLog;
import dev.nightjar.pipelines.command.option.Arguments;
import dev.nightjar.pipelines.command.option.BenchmarkOptions;
import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.pipelines.settings.AlsSettings;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.choice.AlsSolver;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times ALS on a log. */
@Command(
    name = "als",
    description = {
      "Times an iteration of ALS on a log, Nightjar's trainer and MLlib's, and says what objective",
      "each reached. pipelines/benchmarks/als_peer.py does the same for implicit."
    },
    mixinStandardHelpOptions = true)
final class BenchmarkAlsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private BenchmarkOptions options;

  @Option(
      names = "--log",
      required = true,
      paramLabel = "FILE",
      description = "user, tab, item, tab, strength; a line an event, .gz too")
  private Path log;

  @Option(
      names = "--rank",
      paramLabel = "R",
      defaultValue = "64",
      description = "values a factor (default: ${DEFAULT-VALUE})")
  private int rank;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "5",
      description = "of a fit, at least 2; the first is not timed (default: ${DEFAULT-VALUE})")
  private int iterations;

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "nightjar,mllib",
      description = "which to time (default: ${DEFAULT-VALUE})")
  private List<AlsSolver> models;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "overrides one setting of train.als; may be repeated")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    AlsSettings settings = settings();
    StrengthLog read = Arguments.checked(spec, () -> StrengthLog.read(log));
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (SparkSession spark = options.open("als")) {
      Dataset<Row> histories = read.histories(spark).persist(StorageLevel.MEMORY_AND_DISK());
      AlsBenchmark benchmark =
          Arguments.checked(spec, () -> new AlsBenchmark(histories, read.items(), settings));
      tell(err, log + ": " + read.described());
      benchmark.run(models, line -> tell(err, line)).forEach(out::println);
      out.flush();
      return ExitCode.DONE.value();
    }
  }

  private AlsSettings settings() {
    Map<String, Object> wanted = new LinkedHashMap<>(overrides);
    wanted.put("train.als.rank", rank);
    wanted.put("train.als.iterations", iterations);
    wanted.put("seed", options.seed());
    return Settings.of(ConfigFactory.parseMap(wanted)).train().candidates().als();
  }

  private static void tell(PrintWriter writer, String line) {
    writer.println(line);
    writer.flush();
  }
}
