package dev.nightjar.pipelines.command.option;

import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.Secrets;
import dev.nightjar.pipelines.settings.Settings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that every command about a night takes. */
public final class NightOptions implements Configured {

  private Secrets secrets = Secrets.OF_NOBODY;

  @Option(
      names = "--conf",
      required = true,
      paramLabel = "FILE",
      description = "settings, HOCON; conf/ has examples")
  private Path conf;

  @Option(
      names = "--night",
      required = true,
      paramLabel = "DATE",
      description = "logical date, yyyy-MM-dd: events to the end of that day (UTC) count")
  private LocalDate night;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "overrides one setting; may be repeated. Not for secrets")
  private Map<String, String> overrides = new LinkedHashMap<>();

  public Settings settings() {
    Settings settings = Settings.load(conf, overrides);
    secrets = Secrets.of(settings);
    return settings;
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }

  public Path conf() {
    return conf;
  }

  public Map<String, String> overrides() {
    return overrides;
  }

  public Night night() {
    return new Night(night);
  }
}
