package dev.nightjar.pipelines.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of {@code conf/}, which the archive hands to everyone. */
final class ShippedFilesTest {

  private static final Path CONF = Path.of("../conf");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\??([A-Z0-9_]+)}");

  @Test
  void everyFileIsValidOnceItsVariablesAreSet() throws IOException {
    for (Path file : files()) {
      Settings settings = settings(file);
      assertTrue(!settings.ingest().sources().isEmpty(), file + " names no source");
    }
  }

  @Test
  void theGpusFileIsTheClustersWithAnotherDevice() throws IOException {
    Settings cluster = settings(CONF.resolve("cluster.conf"));
    Settings gpu = settings(CONF.resolve("gpu.conf"));
    assertEquals(EmbedSettings.Device.GPU, gpu.embed().device());
    assertEquals(cluster.ingest(), gpu.ingest());
    assertEquals(cluster.spark(), gpu.spark());
    assertEquals(cluster.publish(), gpu.publish());
  }

  private static Settings settings(Path file) throws IOException {
    Map<String, String> variables = new HashMap<>();
    for (Path any : files()) {
      Matcher found = VARIABLE.matcher(Files.readString(any));
      while (found.find()) {
        variables.put(found.group(1), "/places/" + found.group(1));
      }
    }
    Config config = ConfigFactory.parseFile(file.toFile());
    return Settings.of(config.resolveWith(ConfigFactory.parseMap(variables)));
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(CONF)) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }
}
