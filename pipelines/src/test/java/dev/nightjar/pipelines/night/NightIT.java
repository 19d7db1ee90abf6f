package dev.nightjar.pipelines.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.demo.DemoFile;
import dev.nightjar.pipelines.demo.Dirt;
import dev.nightjar.pipelines.demo.DirtCounts;
import dev.nightjar.pipelines.night.SubmittedNight.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Whole nights of a tiny shop, submitted as a cluster would; each builds on the one before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class NightIT {

  @TempDir private static Path directory;
  private static String lists;

  @Test
  @Order(1)
  void theDemoQuarantinesTheDirtPublishesListsAndAReportAndSaysWhereTheyAre() throws Exception {
    TinyShop shop = shop("whole");
    Ended night = SubmittedNight.run(shop.demo());
    assertEquals(0, night.code(), night::toString);
    assertTellsWhereEverythingIs(night, shop.directory());
    DirtCounts dirt = DirtCounts.of(TinyShop.OPTIONS);
    for (DemoFile source : DemoFile.values()) {
      String table = source.name().toLowerCase(Locale.ROOT);
      int broken = dirt.of(source, Dirt.Fate.BROKEN);
      assertTrue(night.said(table + ".quarantined=" + broken + " "), night::toString);
    }
    lists = shop.liveLists();
    String report = shop.report(TinyShop.NIGHT);
    assertTrue(report.contains("Are the chances right?"), "the report draws chances");
    assertTrue(report.contains("Are the expected ratings right?"), "the report draws ratings");
    Ended user =
        SubmittedNight.run(
            "lists", "--conf", shop.at(TinyShop.NIGHT).toString(), "--user", "U00001");
    assertEquals(0, user.code(), user::toString);
    assertTrue(user.said("because you "), user::toString);
  }

  @Test
  @Order(2)
  void whyAnItemIsNotOnAListIsTold() throws Exception {
    TinyShop shop = shop("whole");
    Path log = shop.directory().resolve("sources/interactions.csv.gz");
    String touched;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
      touched =
          lines
              .lines()
              .filter(line -> line.startsWith("U00001,") && line.contains(",view,"))
              .map(line -> line.split(",")[1])
              .findFirst()
              .orElseThrow();
    }
    Ended why =
        SubmittedNight.run(
            "lists",
            "--conf",
            shop.at(TinyShop.NIGHT).toString(),
            "--user",
            "U00001",
            "--why",
            touched);
    assertEquals(0, why.code(), why::toString);
    assertTrue(
        why.said("item " + touched + " is in the user's history")
            || why.said("item " + touched + " is not available"),
        why::toString);
  }

  private static void assertTellsWhereEverythingIs(Ended demo, Path directory) throws IOException {
    assertTrue(
        demo.said("made " + directory.resolve("sources/users.csv") + ", 15"), demo::toString);
    assertTrue(demo.said("settings  " + directory.resolve("demo.conf")), demo::toString);
    assertTrue(demo.said("lists     " + directory.resolve("published")), demo::toString);
    Path report = directory.resolve("reports/2025-03-01.html");
    assertTrue(demo.said("report    " + report), demo::toString);
    assertTrue(Files.readString(report).contains("Night of 2025-03-01"), "the report's title");
    String user = Files.readAllLines(directory.resolve("sources/users.csv")).get(1).split(",")[0];
    assertTrue(demo.said("--user " + user), demo::toString);
  }

  @Test
  @Order(3)
  void aSecondRunEmbedsNothingAndPublishesTheSameLists() throws Exception {
    TinyShop shop = shop("whole");
    Ended again = nightly(shop);
    assertEquals(0, again.code(), again::toString);
    assertTrue(again.said("texts.embedded=0"), again::toString);
    assertEquals(lists, shop.liveLists());
  }

  @Test
  @Order(4)
  void theNextNightEmbedsOnlyWhatIsNew() throws Exception {
    TinyShop shop = shop("whole");
    LocalDate night = TinyShop.NIGHT.plusDays(4);
    Path settings = shop.at(night);
    Ended next =
        SubmittedNight.run(
            "nightly",
            "--conf",
            settings.toString(),
            "--night",
            night.toString(),
            "--set",
            "train.sources=[popularity,als,item-to-item,linear,text,cold]",
            "--set",
            "evaluate.gate.enabled=false");
    assertEquals(0, next.code(), next::toString);
    assertTrue(shop.report(night).contains("<title>linear,"), "the report measures it");
    long embedded =
        next.lines().stream()
            .map(Pattern.compile("texts\\.embedded=(\\d+)")::matcher)
            .filter(java.util.regex.Matcher::find)
            .mapToLong(m -> Long.parseLong(m.group(1)))
            .findFirst()
            .orElseThrow();
    assertTrue(embedded > 0 && embedded < 60, "embedded " + embedded);
  }

  @Test
  @Order(5)
  void aNightKilledBetweenStagesEndsWithTheSameLists() throws Exception {
    TinyShop shop = shop("killed");
    String[] resumed = resumed(shop); // once: sources that are written anew are ingested anew
    // ClusterNightIT kills a driver after train and resumes it.
    for (Stage stage : List.of(Stage.INGEST, Stage.FEATURES, Stage.PUBLISH)) {
      Pattern closing = Pattern.compile("\\b" + stage.word() + "\\s+done in ");
      Ended killed = SubmittedNight.runUntil(line -> closing.matcher(line).find(), resumed);
      assertTrue(closing.matcher(killed.toString()).find(), killed::toString);
      assertEquals(137, killed.code(), killed::toString);
    }
    Ended last = SubmittedNight.run(resumed);
    assertEquals(0, last.code(), last::toString);
    assertEquals(lists, shop.liveLists());
  }

  @Test
  @Order(6)
  void aNightThatIsMuchWorseThanTheLiveOneIsRefused() throws Exception {
    TinyShop shop = shop("whole");
    String live = shop.liveLists();
    LocalDate night = TinyShop.NIGHT.plusDays(5);
    Ended worse =
        SubmittedNight.run(
            "nightly",
            "--conf",
            shop.at(night).toString(),
            "--night",
            night.toString(),
            "--set",
            "train.sources=[popularity]",
            "--set",
            "evaluate.gate.margin=0");
    assertEquals(3, worse.code(), worse::toString);
    assertTrue(worse.said("the live lists stay"), worse::toString);
    assertTrue(shop.report(night).contains("refused"), "the report does not tell of the refusal");
    assertEquals(live, shop.liveLists());
  }

  @Test
  @Order(7)
  void aLakeThatAnotherRunIsWritingIsLeftAlone() throws Exception {
    TinyShop shop = shop("whole");
    Path lock = shop.directory().resolve("lake/_nightjar/lock");
    String holder =
        "run other on "
            + InetAddress.getLocalHost().getHostName()
            + " pid "
            + ProcessHandle.current().pid()
            + " since now";
    Files.createDirectories(lock.getParent());
    Files.writeString(lock, holder);
    String live = shop.liveLists();
    Ended locked = nightly(shop);
    assertEquals(1, locked.code(), locked::toString);
    assertTrue(locked.said("is being written by " + holder), locked::toString);
    assertEquals(holder, Files.readString(lock));
    assertEquals(live, shop.liveLists());
  }

  private static TinyShop shop(String name) throws IOException {
    return new TinyShop(Files.createDirectories(directory.resolve(name)));
  }

  private static Ended nightly(TinyShop shop) throws IOException, InterruptedException {
    return SubmittedNight.run(
        "nightly",
        "--conf",
        shop.at(TinyShop.NIGHT).toString(),
        "--night",
        TinyShop.NIGHT.toString());
  }

  private static String[] resumed(TinyShop shop) throws IOException {
    return new String[] {
      "nightly",
      "--conf",
      shop.at(TinyShop.NIGHT).toString(),
      "--night",
      TinyShop.NIGHT.toString(),
      "--resume"
    };
  }
}
