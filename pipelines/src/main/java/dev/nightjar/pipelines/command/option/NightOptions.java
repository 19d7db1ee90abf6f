package dev.nightjar.pipelines.command.option;

import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.Secrets;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.SettingsFile;
import java.time.LocalDate;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every command about a night takes. */
public final class NightOptions implements Configured {

  @Mixin private SettingsOptions options;

  @Option(
      names = "--night",
      required = true,
      paramLabel = "DATE",
      description = "logical date, yyyy-MM-dd: events to the end of that day (UTC) count")
  private LocalDate night;

  public Settings settings() {
    return options.settings();
  }

  @Override
  public Secrets secrets() {
    return options.secrets();
  }

  /** The settings' file, for commands that read it again with other overrides. */
  public SettingsFile file() {
    return options.file();
  }

  public Map<String, String> overrides() {
    return options.overrides();
  }

  public Night night() {
    return new Night(night);
  }
}
