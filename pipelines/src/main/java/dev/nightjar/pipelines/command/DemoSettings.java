package dev.nightjar.pipelines.command;

import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The settings of the demo: {@code conf/demo.conf}, which the jar carries, with places filled in.
 */
final class DemoSettings {

  private static final String RESOURCE = "/conf/demo.conf";
  static final String DEFAULT_DIRECTORY = "nightjar-data/demo";

  private DemoSettings() {}

  /** The text of a settings file whose places are all below {@code directory}. */
  static String text(Path directory) throws IOException {
    try (InputStream in = DemoSettings.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + RESOURCE + "; build it with Maven");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String quoted = ConfigUtil.quoteString(directory.toString());
      return text.replace(DEFAULT_DIRECTORY, quoted.substring(1, quoted.length() - 1));
    }
  }
}
