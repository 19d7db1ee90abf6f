package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.spark.InstalledSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A command line of Nightjar in a process of its own, as the launcher starts it: commands end the
 * Spark that they run on, and the tests share one.
 *
 * @param code exit code
 * @param text what it said
 */
record OwnProcess(int code, String text) {

  /** Starts it; its messages and its output come as one. */
  static Process start(String... arguments) throws IOException {
    List<String> command =
        InstalledSpark.java(
            System.getProperty("java.class.path"),
            "-Xmx3g",
            "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
            "-Dspark.master=local[2]",
            "-Dspark.sql.shuffle.partitions=2",
            "-Dlog4j2.configurationFile=src/main/resources/nightjar-log4j2.properties",
            "-Dnightjar.exit-codes=true");
    command.add("dev.nightjar.pipelines.Main");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Runs it to its end. */
  static OwnProcess run(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    try {
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new OwnProcess(process.waitFor(), text);
    } finally {
      process.destroyForcibly();
    }
  }

  boolean said(String words) {
    return text.contains(words);
  }
}
