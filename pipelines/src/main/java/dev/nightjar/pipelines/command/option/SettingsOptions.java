package dev.nightjar.pipelines.command.option;

import dev.nightjar.pipelines.run.Secrets;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.SettingsFile;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of commands that need settings but no night. */
public final class SettingsOptions implements Configured {

  private Secrets secrets = Secrets.OF_NOBODY;

  @Option(
      names = "--conf",
      required = true,
      paramLabel = "FILE",
      description = "settings, HOCON, on any Hadoop URI; conf/ has examples")
  private String conf;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "overrides one setting; may be repeated. Not for secrets")
  private Map<String, String> overrides = new LinkedHashMap<>();

  public Settings settings() {
    Settings settings = Settings.load(file(), overrides);
    secrets = Secrets.of(settings);
    return settings;
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }

  /** Read with what spark-submit gives Spark for Hadoop: its own settings are not known before. */
  SettingsFile file() {
    return new SettingsFile(conf, () -> HadoopConf.of(Map.of()));
  }

  Map<String, String> overrides() {
    return overrides;
  }
}
