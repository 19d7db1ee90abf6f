package dev.nightjar.pipelines.night;

import dev.nightjar.pipelines.spark.InstalledSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The distribution, unpacked as a user does. */
record UnpackedArchive(Path home) {

  private static final Path TARGET = Path.of("target");

  /** Unpacks the one that the build made. */
  static UnpackedArchive in(Path directory) throws IOException, InterruptedException {
    Path archive =
        only(TARGET, "nightjar-.*\\.tar", "target has no archive; run mvn verify, not mvn test");
    Process tar =
        new ProcessBuilder("tar", "-xf", archive.toString(), "-C", directory.toString())
            .inheritIO()
            .start();
    if (tar.waitFor() != 0) {
      throw new IOException("tar could not unpack " + archive);
    }
    return new UnpackedArchive(only(directory, "nightjar-.*", "the archive holds no folder"));
  }

  /** A setting file of the archive. */
  String conf(String name) {
    return home.resolve("conf").resolve(name).toString();
  }

  /** The launcher, which calls spark-submit where the environment names SPARK_HOME. */
  ProcessBuilder launcher(Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/nightjar").toString());
    command.addAll(arguments);
    return process(environment, command);
  }

  /** What README says to do without the launcher. */
  ProcessBuilder sparkSubmit(
      Path spark, Map<String, String> environment, List<String> options, List<String> arguments)
      throws IOException {
    String main = "nightjar-pipelines-.*\\.jar";
    List<String> command = new ArrayList<>();
    command.add(spark.resolve("bin/spark-submit").toString());
    command.addAll(options);
    command.addAll(List.of("--class", "dev.nightjar.pipelines.Main", "--jars"));
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      command.add(
          jars.filter(jar -> !jar.getFileName().toString().matches(main))
              .map(Path::toString)
              .sorted()
              .collect(Collectors.joining(",")));
    }
    command.add(only(home.resolve("lib"), main, "lib has no jar of the pipelines").toString());
    command.addAll(arguments);
    return process(environment, command);
  }

  private ProcessBuilder process(Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().putAll(InstalledSpark.environment());
    builder.environment().putAll(environment);
    return builder;
  }

  private static Path only(Path directory, String name, String otherwise) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name))
          .findFirst()
          .map(Path::toAbsolutePath)
          .orElseThrow(() -> new IllegalStateException(otherwise));
    }
  }
}
