package dev.nightjar.pipelines.settings;

import com.typesafe.config.ConfigFactory;

/** The shipped defaults, and what a test is about above them. */
public final class ShippedSettings {

  private ShippedSettings() {}

  /** The defaults under these lines of a settings file. */
  public static Settings with(String... lines) {
    return Settings.of(ConfigFactory.parseString(String.join("\n", lines)));
  }
}
