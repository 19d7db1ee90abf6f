package dev.nightjar.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.table.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class NightjarCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... arguments) {
    CommandLine line = NightjarCommand.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @Test
  void everyStageIsACommandWithHelp() {
    for (Stage stage : Stage.values()) {
      assertEquals(0, execute(stage.word(), "--help"));
    }
    assertTrue(out.toString().contains("Runs the stage rank."), out::toString);
  }

  @Test
  void tablesPrintsTheContractOfEveryTable() {
    assertEquals(0, execute("tables"));
    for (Table table : Table.values()) {
      assertTrue(out.toString().contains("## " + table.tableName()), table::tableName);
    }
    assertTrue(out.toString().contains("| rating | double | 1 worst, 5 best | rating is outside"));
  }

  @Test
  void wrongSettingsAreReportedAtOnceWithTheirLinesAndExitCode2(@TempDir Path directory)
      throws IOException {
    Path settings = directory.resolve("wrong.conf");
    Files.writeString(settings, "rank.topk = 5\nrank.similar = many\nevaluate.k = 0\n");
    int code = execute("nightly", "--conf", settings.toString(), "--night", "2025-03-01");
    assertEquals(2, code);
    String said = err.toString();
    assertTrue(said.startsWith("3 problems in the settings:"), said);
    assertTrue(
        said.contains("wrong.conf: 1: rank.topk is not a setting; did you mean rank.top-k?"), said);
    assertTrue(
        said.contains("wrong.conf: 2: rank.similar is \"many\"; set a whole number from 1 to 1000"),
        said);
    assertTrue(
        said.contains("wrong.conf: 3: evaluate.k is 0; set a whole number from 1 to 1000"), said);
  }

  @Test
  void aSettingsFileThatIsNotThereIsAUsageError() {
    assertEquals(2, execute("nightly", "--conf", "no.conf", "--night", "2025-03-01"));
    assertTrue(
        err.toString().contains("settings file no.conf cannot be read; check --conf"),
        err::toString);
  }

  @Test
  void aNightThatIsNoDateIsAUsageError() {
    assertEquals(2, execute("ingest", "--conf", "no.conf", "--night", "yesterday"));
    assertTrue(err.toString().contains("'yesterday'"), err::toString);
  }

  @Test
  void optionsOutOfRangeAreUsageErrorsThatSayWhatToGive(@TempDir Path directory) {
    String file = directory.resolve("log.txt").toString();
    assertRefused(
        "--k is 0; give a number from 1", "benchmark", "topk", "--users=9", "--items=9", "--k=0");
    assertRefused(
        "9 users, 5 items and 20 interactions; give at least 1 user, 10 items and 2 interactions",
        "benchmark",
        "generate",
        "--users=9",
        "--items=5",
        "--interactions=20",
        "--out=" + file);
    assertRefused(
        "--sample is -1; give how many texts to take, or 0 for all",
        "benchmark",
        "embed",
        "--texts=" + file,
        "--sample=-1");
    assertRefused(
        "demo items is 5; set a whole number of at least 24",
        "demo",
        "--dir=" + directory,
        "--items=5");
  }

  @Test
  void aNotebookThatIsNotThereIsAUsageError(@TempDir Path directory) throws IOException {
    Path settings = Files.createFile(directory.resolve("empty.conf"));
    assertRefused(
        "notebook no.sql cannot be read; check --source",
        "notebook",
        "--conf=" + settings,
        "--source=no.sql",
        "--out=" + directory.resolve("page.html"));
  }

  @Test
  void directoriesInPlaceOfFilesAreUsageErrors(@TempDir Path directory) throws IOException {
    assertRefused(
        "settings file " + directory + " is a directory; give --conf a file in it",
        "plan",
        "--conf=" + directory,
        "--night=2025-03-01");
    Path settings = Files.createFile(directory.resolve("empty.conf"));
    assertRefused(
        "notebook " + directory + " is a directory; give --source a file",
        "notebook",
        "--conf=" + settings,
        "--source=" + directory,
        "--out=" + directory.resolve("page.html"));
  }

  @Test
  void aTuningThatRunsNothingIsAUsageError(@TempDir Path directory) throws IOException {
    Path settings = Files.createFile(directory.resolve("empty.conf"));
    assertRefused(
        "a budget of '0' runs nothing; give at least 1 run",
        "tune",
        "--conf=" + settings,
        "--night=2025-03-01",
        "--vary=train.als.rank=8,16",
        "--trials=" + directory.resolve("trials.jsonl"),
        "--budget=0");
  }

  @Test
  void placesAreToldWholeAndNothingIsMadeToLookAtThem() throws IOException {
    Path settings = Files.createTempFile("relative", ".conf");
    Files.writeString(settings, "publish.root = \"no-such/published\"");
    Path place = Path.of("no-such/published").toAbsolutePath();

    assertEquals(1, execute("lists", "--conf=" + settings, "--user=u1"));
    assertTrue(
        err.toString()
            .startsWith(
                "failed: nothing is published at "
                    + place
                    + "; run: nightjar nightly, or this in the directory where it ran"),
        err::toString);
    err.getBuffer().setLength(0);
    assertEquals(1, execute("rollback", "--conf=" + settings, "--to=2025-03-01"));
    assertTrue(
        err.toString()
            .startsWith(
                "failed: no version of night 2025-03-01 is kept; kept are none: nothing was"
                    + " published yet"),
        err::toString);
    assertTrue(Files.notExists(place.getParent()), "a directory was made");
    Files.delete(settings);
  }

  @Test
  void doctorHeedsSettingsWithoutAFile() {
    assertRefused(
        "rank.top-k is 0; set a whole number from 1 to 1000", "doctor", "--set=rank.top-k=0");
    assertRefused("--set: ", "doctor", "--set=rank={");
  }

  private void assertRefused(String message, String... arguments) {
    err.getBuffer().setLength(0);
    assertEquals(2, execute(arguments), err::toString);
    assertTrue(err.toString().contains(message), err::toString);
  }

  @Test
  void aFailureHidesWhatTheSettingsSayIsSecret(@TempDir Path directory) throws IOException {
    Path settings = directory.resolve("secret.conf");
    Files.writeString(
        settings,
        "publish.root = \"%s/hunter2/x\"\nspark.hadoop.store.password = hunter2\n"
            .formatted(directory));
    assertEquals(1, execute("lists", "--conf=" + settings, "--user=u1"));
    assertTrue(
        err.toString()
            .startsWith(
                "failed: nothing is published at " + directory + "/*********(redacted)/x; run: "),
        err::toString);
  }

  @Test
  void anUnknownCommandIsAUsageError() {
    assertEquals(2, execute("nightlie"));
  }
}
