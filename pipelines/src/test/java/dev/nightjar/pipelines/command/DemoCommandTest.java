package dev.nightjar.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DemoCommandTest {

  @TempDir private Path directory;

  private final StringWriter err = new StringWriter();

  @Test
  void whatCannotBeMadeIsAUsageErrorAndMakesNothing() throws IOException {
    assertRefused("demo users is 0; set a whole number of at least", "--users=0");
    assertRefused("demo items is 5; set a whole number of at least 24", "--items=5");
    assertRefused("'yesterday'", "--night=yesterday");
    assertRefused("Unknown option: '--shops=2'", "--shops=2");
    try (var files = Files.list(directory)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsAFailureThatNamesIt() throws IOException {
    Files.createFile(directory.resolve("sources"));
    assertEquals(1, demo("--users=60", "--items=40", "--reviews=120"), err::toString);
    assertTrue(err.toString().startsWith("failed: "), err::toString);
    assertTrue(err.toString().contains(directory.resolve("sources").toString()), err::toString);
  }

  private void assertRefused(String message, String argument) {
    err.getBuffer().setLength(0);
    assertEquals(2, demo(argument), err::toString);
    assertTrue(err.toString().contains(message), err::toString);
  }

  private int demo(String... arguments) {
    CommandLine line = NightjarCommand.commandLine();
    line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("demo", "--dir=" + directory));
    all.addAll(List.of(arguments));
    return line.execute(all.toArray(String[]::new));
  }
}
