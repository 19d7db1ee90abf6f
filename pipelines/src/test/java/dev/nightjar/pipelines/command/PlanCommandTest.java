package dev.nightjar.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PlanCommandTest {

  @TempDir private Path directory;

  @Test
  void theFirstNightWouldRunEveryStageAndThePlanTouchesNothing() throws Exception {
    OwnProcess plan = OwnProcess.run("plan", "--conf=" + settings(), "--night=2025-03-01");
    assertEquals(0, plan.code(), plan::text);
    assertFalse(plan.said("lacks columns"), plan::text);
    String said = plan.text().substring(plan.text().indexOf("night     "));
    List<String> lines = said.lines().toList();
    assertEquals("night     2025-03-01, events before 2025-03-02T00:00:00Z", lines.get(0));
    assertEquals("lake      " + directory + "/lake", lines.get(2));
    assertEquals(
        "memory    unknown until ingest has run: it follows from the catalog", lines.get(3));
    for (Stage stage : Stage.values()) {
      assertTrue(lines.stream().anyMatch(l -> l.matches(stage.word() + " +runs +.+")), plan::text);
    }
    List<String> ingest = of("ingest", lines);
    assertEquals(
        "  reads   log (csv " + directory + "/log;token=*********(redacted)) into interactions",
        ingest.get(0));
    assertTrue(
        ingest.contains(
            "  writes  interactions: adds and changes rows by user_id, item_id, kind, at"),
        plan::text);
    assertTrue(
        of("embed", lines).contains("  reads   items, which does not exist yet"), plan::text);
    assertTrue(
        of("rank", lines)
            .contains("  writes  recommendations: replaces the rows of night 2025-03-01"),
        plan::text);
    assertEquals(
        List.of("  writes  " + directory + "/published, then moves its live pointer"),
        of("publish", lines).stream().filter(l -> l.startsWith("  writes")).toList());
    assertEquals(
        List.of(
            "  writes  " + directory + "/reports/2025-03-01.html",
            "  writes  " + directory + "/reports/index.html"),
        of("report", lines).stream().filter(l -> l.startsWith("  writes")).toList());
    try (var files = Files.list(directory)) {
      assertEquals(
          List.of(directory.resolve("log;token=wJalr"), directory.resolve("plan.conf")),
          files.sorted().toList());
    }
  }

  @Test
  void whatIngestWouldStopForIsToldAfterThePlan() throws Exception {
    String conf = "--conf=" + settings();
    OwnProcess plan =
        OwnProcess.run(
            "plan",
            conf,
            "--night=2025-03-01",
            "--only=ingest",
            "--set=ingest.sources.log.select.kind=k",
            "--set=ingest.sources.other={ table = items, format = json, path = \"no.jsonl\","
                + " select { item_id = i, title = i } }");
    assertEquals(1, plan.code(), plan::text);
    assertTrue(plan.said("  writes  interactions: "), plan::text);
    assertTrue(
        plan.said(
            "failed: source log lacks columns that its settings name:"
                + " {ingest.sources.log.select.kind=`k`}; its columns are [u, i, t]."),
        plan::text);
    assertTrue(
        plan.said(
            "ingest.sources.other.path is 'no.jsonl', which does not exist; check the path of source"
                + " other"),
        plan::text);
  }

  @Test
  void onlyTheStagesThatAreAskedForArePlanned() throws Exception {
    OwnProcess plan =
        OwnProcess.run("plan", "--conf=" + settings(), "--night=2025-03-01", "--only=rank");
    assertEquals(0, plan.code(), plan::text);
    assertTrue(plan.text().lines().anyMatch(l -> l.matches("rank +runs +.+")), plan::text);
    assertFalse(plan.text().lines().anyMatch(l -> l.matches("train +runs +.+")), plan::text);
  }

  @Test
  void whatCannotBePlannedIsAUsageError() throws Exception {
    String conf = "--conf=" + settings();
    assertRefused("Missing required option: '--night=DATE'", conf);
    assertRefused("Missing required option: '--conf=FILE'", "--night=2025-03-01");
    assertRefused("'2025-02-30'", conf, "--night=2025-02-30");
    assertRefused(
        "--from rank comes after --to embed; the order is ingest, embed,",
        conf,
        "--night=2025-03-01",
        "--from=rank",
        "--to=embed");
    assertRefused(
        "rank.top-k is 0; set a whole number", conf, "--night=2025-03-01", "--set=rank.top-k=0");
  }

  private void assertRefused(String message, String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine line = NightjarCommand.commandLine();
    line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "plan";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    assertEquals(2, line.execute(all), () -> Arrays.toString(all) + err);
    assertTrue(err.toString().contains(message), err::toString);
  }

  /** The lines below the heading of a stage. */
  private static List<String> of(String stage, List<String> lines) {
    return lines.stream()
        .dropWhile(l -> !l.equals(stage))
        .skip(1)
        .takeWhile(l -> l.startsWith("  "))
        .toList();
  }

  private Path settings() throws java.io.IOException {
    Files.writeString(directory.resolve("log;token=wJalr"), "u,i,t\na,x,2025-02-01\n");
    String text =
        """
        lake.root = "DIR/lake", publish.root = "DIR/published", report.root = "DIR/reports"
        ingest.sources.log {
          table = interactions, format = csv, path = "DIR/log;token=wJalr"
          select { user_id = u, item_id = i, kind = "'view'", at = t }
        }
        """;
    return Files.writeString(
        directory.resolve("plan.conf"), text.replace("DIR", directory.toString()));
  }
}
