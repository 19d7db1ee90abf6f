package dev.nightjar.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night whose process is asked to end in the middle of a stage, as by Ctrl-C. */
final class InterruptedNightTest {

  @TempDir private Path directory;

  @Test
  void itSaysWhereItWasAndNothingElse() throws Exception {
    Process process = OwnProcess.start("nightly", "--conf=" + settings(), "--night=2025-03-01");
    StringBuilder text = new StringBuilder();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = out.readLine()) != null) {
        text.append(line).append('\n');
        if (line.contains("open sources")) {
          process.toHandle().destroy(); // destroy() would close what it still says
        }
      }
    } finally {
      process.destroyForcibly();
    }
    String said = text.toString();
    assertTrue(said.contains("interrupted in ingest; run again with --resume"), said);
    assertFalse(said.contains("not run"), said);
    assertFalse(said.contains("failed"), said);
  }

  private Path settings() throws IOException {
    String log =
        IntStream.range(0, 50_000)
            .mapToObj(i -> "u" + i + ",i" + i % 50 + ",2025-02-01")
            .collect(Collectors.joining("\n"));
    Files.writeString(directory.resolve("log.csv"), "u,i,t\n" + log);
    String text =
        """
        lake.root = "DIR/lake", publish.root = "DIR/published", report.root = "DIR/reports"
        ingest.sources.log {
          table = interactions, format = csv, path = "DIR/log.csv"
          select { user_id = u, item_id = i, kind = "'view'", at = t }
        }
        """;
    return Files.writeString(
        directory.resolve("night.conf"), text.replace("DIR", directory.toString()));
  }
}
