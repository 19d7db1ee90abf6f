package dev.nightjar.pipelines.command.doctor;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.pipelines.command.option.HadoopConf;
import dev.nightjar.pipelines.command.option.SparkSessions;
import dev.nightjar.pipelines.nightly.Failures;
import dev.nightjar.pipelines.run.TextTable;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.SettingsException;
import dev.nightjar.pipelines.settings.SettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries every part that a night needs, on this machine and with these settings. */
@Command(
    name = "doctor",
    description =
        "Tries Java, Spark, native libraries, model, GPU and stores: what works, what does not,"
            + " what to do. Exit code 1 when a part does not work.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "settings, HOCON, on any Hadoop URI; without it the defaults are tried")
  private String conf;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "overrides one setting; may be repeated. Not for secrets")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** A check that may throw anything, as native libraries do. */
  @FunctionalInterface
  private interface Check {
    Finding run() throws Exception;
  }

  @Override
  public Integer call() {
    Settings settings = settings();
    List<Finding> findings = new ArrayList<>();
    findings.add(HostChecks.java());
    findings.add(HostChecks.javaFlags());
    findings.add(HostChecks.memory());
    findings.add(HostChecks.disk());
    String natives = EngineChecks.nativeRemedy();
    findings.add(tried("ONNX Runtime", natives, EngineChecks::onnxRuntime));
    findings.add(tried("Tokenizer", natives, EngineChecks::tokenizer));
    findings.addAll(withSpark(settings));
    print(findings);
    return findings.stream().anyMatch(f -> f.state() == Finding.State.BROKEN)
        ? ExitCode.FAILED.value()
        : ExitCode.DONE.value();
  }

  private Settings settings() {
    if (conf != null) {
      return Settings.load(new SettingsFile(conf, () -> HadoopConf.of(Map.of())), overrides);
    }
    Config asked = ConfigFactory.empty();
    try {
      for (Map.Entry<String, String> entry : overrides.entrySet()) {
        String line = entry.getKey() + " = " + entry.getValue();
        asked = ConfigFactory.parseString(line).withFallback(asked);
      }
    } catch (ConfigException e) {
      throw new SettingsException(List.of("--set: " + e.getMessage()));
    }
    return Settings.of(asked);
  }

  private static List<Finding> withSpark(Settings settings) {
    String remedy = "see the Java lines above, and the key spark of the settings";
    try (SparkSession spark = SparkSessions.forLooking("doctor", settings)) {
      Configuration hadoop = spark.sessionState().newHadoopConf();
      List<Finding> findings = new ArrayList<>();
      findings.add(tried("Spark", remedy, () -> EngineChecks.spark(spark)));
      findings.add(
          tried(
              "Delta Lake",
              "put delta-spark_4.1 on the classpath",
              () -> EngineChecks.delta(spark)));
      findings.add(
          tried(
              "Model",
              "set embed.model to minilm or to a prepared model directory",
              () -> EngineChecks.model(spark, settings.embed())));
      findings.add(EngineChecks.gpu(spark, settings.embed()));
      findings.add(StoreChecks.writable("Lake", "lake.root", settings.lake().root(), hadoop));
      settings
          .publish()
          .stores()
          .forEach(store -> findings.add(StoreChecks.published(store, hadoop)));
      findings.add(
          StoreChecks.writable("Reports", "report.root", settings.report().root(), hadoop));
      return findings;
    } catch (IOException | RuntimeException e) {
      return List.of(Finding.broken("Spark", Failures.oneLine(e), remedy));
    }
  }

  /** A missing native library is an {@link Error}, hence the wide net. */
  private static Finding tried(String part, String remedy, Check check) {
    try {
      return check.run();
    } catch (Exception | LinkageError e) {
      return Finding.broken(part, Failures.oneLine(e), remedy);
    }
  }

  private void print(List<Finding> findings) {
    TextTable table = new TextTable("part", "state", "found");
    for (Finding finding : findings) {
      table.row(finding.part(), finding.state().words(), finding.what());
    }
    PrintWriter out = command.commandLine().getOut();
    out.print(table);
    out.println();
    for (Finding finding : findings) {
      if (!finding.remedy().isEmpty()) {
        String need = finding.state() == Finding.State.BROKEN ? "to do" : "for a GPU";
        out.println(need + "  " + finding.part() + ": " + finding.remedy());
      }
    }
    out.println(
        findings.stream().anyMatch(f -> f.state() == Finding.State.BROKEN)
            ? "not ready"
            : "ready for a night");
    out.flush();
  }
}
