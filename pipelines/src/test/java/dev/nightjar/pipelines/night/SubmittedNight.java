package dev.nightjar.pipelines.night;

import dev.nightjar.pipelines.spark.InstalledSpark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The packaged jar in a process of its own, through Spark's own submit class. */
final class SubmittedNight {

  private static final Path TARGET = Path.of("target");

  private SubmittedNight() {}

  /**
   * How a process ended.
   *
   * @param code exit code, 137 after a kill
   * @param lines what it said
   */
  record Ended(int code, List<String> lines) {

    boolean said(String text) {
      return lines.stream().anyMatch(l -> l.contains(text));
    }

    @Override
    public String toString() {
      return "exit " + code + "\n" + String.join("\n", lines);
    }
  }

  /** Runs a command line of Nightjar to its end. */
  static Ended run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  /** The same with more in its environment. */
  static Ended run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder process = new ProcessBuilder(command(arguments));
    process.environment().putAll(environment);
    return follow(process, line -> false);
  }

  /** Runs it and kills the process at once, as kill -9 does, when it says a line like that. */
  static Ended runUntil(Predicate<String> last, String... arguments)
      throws IOException, InterruptedException {
    return follow(new ProcessBuilder(command(arguments)), last);
  }

  /** The same for any process; {@code last} sees every line when it is said. */
  static Ended follow(ProcessBuilder started, Predicate<String> last)
      throws IOException, InterruptedException {
    Process process = started.redirectErrorStream(true).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = out.readLine()) != null) {
        lines.add(line);
        if (last.test(line)) {
          process.destroyForcibly().waitFor();
          break;
        }
      }
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.waitFor(), lines);
  }

  private static List<String> command(String... arguments) throws IOException {
    List<String> command =
        InstalledSpark.java(
            Files.readString(TARGET.resolve("dependencies.classpath")).strip(),
            "-Xmx2g",
            "-Dlog4j2.configurationFile=src/main/resources/nightjar-log4j2.properties");
    command.addAll(
        List.of(
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            "local[2]",
            "--conf",
            "spark.sql.shuffle.partitions=2",
            "--class",
            "dev.nightjar.pipelines.Main",
            jar().toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      return files
          .filter(f -> f.getFileName().toString().matches("nightjar-pipelines-.*\\.jar"))
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("target has no jar; run mvn verify, not mvn test"));
    }
  }
}
