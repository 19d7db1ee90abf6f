package dev.nightjar.pipelines.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file of settings, on this machine or on any Hadoop URI. What it includes is looked for beside
 * it, on the same file system.
 *
 * @param location a path of this machine, or a URI
 * @param hadoop the configuration for a URI, asked for only there
 */
public record SettingsFile(String location, Supplier<Configuration> hadoop) {

  /** A file of this machine. */
  public static SettingsFile local(java.nio.file.Path file) {
    return new SettingsFile(file.toString(), Configuration::new);
  }

  /**
   * Its settings, not resolved yet.
   *
   * @throws SettingsException where it cannot be read
   * @throws ConfigException where it is no HOCON
   */
  Config parse() {
    if (isRemote(location)) {
      return remote(new Path(location), ConfigParseOptions.defaults());
    }
    java.nio.file.Path file =
        location.startsWith("file:")
            ? java.nio.file.Path.of(URI.create(location).getPath())
            : java.nio.file.Path.of(location);
    if (Files.isDirectory(file)) {
      throw isDirectory();
    }
    if (!Files.isReadable(file)) {
      throw new SettingsException(
          List.of("settings file " + location + " cannot be read; check --conf"));
    }
    return ConfigFactory.parseFile(file.toFile());
  }

  private static boolean isRemote(String location) {
    return location.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*") && !location.startsWith("file:");
  }

  private Config remote(Path path, ConfigParseOptions options) {
    String text;
    try {
      FileSystem files = path.getFileSystem(hadoop.get());
      if (files.getFileStatus(path).isDirectory()) {
        throw isDirectory();
      }
      try (InputStream in = files.open(path)) {
        text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new SettingsException(
          List.of(
              "settings file "
                  + path
                  + " cannot be read: "
                  + e.getMessage()
                  + "; check --conf, and that Spark has the file system and its credentials"));
    }
    return ConfigFactory.parseString(
        text,
        options
            .setOriginDescription(path.toString())
            .setIncluder(new Beside(path.getParent(), options)));
  }

  private SettingsException isDirectory() {
    return new SettingsException(
        List.of("settings file " + location + " is a directory; give --conf a file in it"));
  }

  /** Reads what a remote file includes from the directory of that file. */
  private final class Beside implements ConfigIncluder {

    private final Path directory;
    private final ConfigParseOptions options;

    Beside(Path directory, ConfigParseOptions options) {
      this.directory = directory;
      this.options = options;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    /** As HOCON has it: a file that is not there is empty unless it is required. */
    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      Path path = new Path(directory, what);
      try {
        if (!path.getFileSystem(hadoop.get()).exists(path)) {
          if (context.parseOptions().getAllowMissing()) {
            return ConfigFactory.empty().root();
          }
          throw new SettingsException(
              List.of(
                  "settings file "
                      + location
                      + " requires "
                      + path
                      + ", which is not there; put it there or take the include out"));
        }
      } catch (IOException e) {
        throw new SettingsException(List.of(path + " cannot be read: " + e.getMessage()));
      }
      return remote(path, options).root();
    }
  }
}
