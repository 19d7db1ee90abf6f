package dev.nightjar.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorCommandTest {

  private static final List<String> PARTS =
      List.of(
          "Java",
          "Java flags",
          "Memory",
          "Scratch disk",
          "ONNX Runtime",
          "Tokenizer",
          "Spark",
          "Delta Lake",
          "Model",
          "GPU",
          "Lake",
          "Published",
          "Reports");

  @TempDir private Path directory;

  @Test
  void everyPartIsTriedAndAMachineThatCanRunANightIsReady() throws Exception {
    OwnProcess doctor = doctor("published");
    assertEquals(0, doctor.code(), doctor::text);
    for (String part : PARTS) {
      assertTrue(
          doctor.text().lines().anyMatch(l -> l.startsWith(part + "  ")),
          () -> part + " is missing in " + doctor.text());
    }
    assertTrue(doctor.said("wrote a table and read 1 row back"), doctor::text);
    assertTrue(doctor.said("384 dimensions"), doctor::text);
    assertTrue(doctor.said("master local[2], counted 1,000 rows"), doctor::text);
    assertTrue(doctor.text().strip().endsWith("ready for a night"), doctor::text);
    try (var left = Files.list(directory)) {
      assertEquals(0, left.count(), "the doctor leaves nothing behind");
    }
  }

  @Test
  void aPartThatDoesNotWorkIsNamedWithItsRemedyAndExitCode1() throws Exception {
    Files.createFile(directory.resolve("file"));
    OwnProcess doctor = doctor("file/published");
    assertEquals(1, doctor.code(), doctor::text);
    assertTrue(
        doctor.said(
            "to do  Published: set publish.root to a directory that this user may write, and check"
                + " its permissions"),
        doctor::text);
    assertEquals(1, doctor.text().lines().filter(l -> l.startsWith("to do")).count(), doctor::text);
    assertTrue(doctor.text().strip().endsWith("not ready"), doctor::text);
  }

  private OwnProcess doctor(String published) throws Exception {
    return OwnProcess.run(
        "doctor",
        "--set=lake.root=\"" + directory + "/lake\"",
        "--set=publish.root=\"" + directory + "/" + published + "\"",
        "--set=report.root=\"" + directory + "/reports\"");
  }
}
