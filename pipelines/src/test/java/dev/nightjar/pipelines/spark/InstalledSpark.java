package dev.nightjar.pipelines.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Spark that {@code pipelines/bin/check} installs for tests, with an archive of its classes:
 * loading them from there takes half as long as from jars, which is most of a start.
 */
public final class InstalledSpark {

  private static final Path VENV = Path.of(".venv");
  private static final Path ARCHIVE = VENV.resolve("spark.jsa");

  private InstalledSpark() {}

  /** Its home, if it is installed. */
  public static Optional<Path> home() {
    if (!Files.exists(VENV.resolve("made-from"))) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.find(VENV, 5, (p, a) -> p.endsWith("site-packages/pyspark"))) {
      return files.findFirst().map(Path::toAbsolutePath);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For processes that start JVMs on it: no costly compiling, and the archive. */
  public static Map<String, String> environment() {
    return Map.of("JAVA_TOOL_OPTIONS", String.join(" ", options()));
  }

  /**
   * The start of a command line that runs a main class on a class path, with the packages opened
   * that are open here. Where the archive is there, the class path begins with what it was made
   * from: it serves no other.
   */
  public static List<String> java(String classPath, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(options());
    command.add("-Dai.djl.offline=true");
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(
        home()
            .filter(home -> Files.exists(ARCHIVE))
            .map(home -> classPath(home) + ":" + classPath)
            .orElse(classPath));
    return command;
  }

  /** As Spark's own launcher has it, to the order: the archive is bound to that. */
  private static String classPath(Path home) {
    try (Stream<Path> jars = Files.list(home.resolve("jars"))) {
      String first =
          jars.map(Path::toString)
              .filter(jar -> jar.matches(".*/slf4j-api-[^/]*\\.jar"))
              .collect(Collectors.joining(":"));
      return home + "/conf/:" + first + ":" + home + "/jars/*";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> options() {
    List<String> options =
        new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=256m"));
    if (Files.exists(ARCHIVE)) {
      options.add("-XX:SharedArchiveFile=" + ARCHIVE.toAbsolutePath());
      options.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
    }
    return options;
  }
}
