package dev.nightjar.pipelines.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.ingest.source.IngestException;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what a source says, or are laid out as exports often are. */
@ExtendWith(SparkExtension.class)
final class OddFilesTest {

  private static final Night NIGHT = new Night(LocalDate.of(2025, 3, 1));

  @TempDir private Path directory;
  private IngestFixture fixture;

  @BeforeEach
  void fixture(SparkSession session) {
    fixture = new IngestFixture(session, directory);
  }

  @Test
  void whatDirectoriesAreNamedStaysText() throws IOException {
    for (String day : List.of("day=01/user=007", "day=1/user=7", "day=1/user=2025-01-01")) {
      Files.createDirectories(fixture.path("log/" + day));
      fixture.file("log/" + day + "/part.csv", "i", "x");
    }

    assertEquals(
        List.of("[007,x,01]", "[2025-01-01,x,1]", "[7,x,1]"),
        rows(log("csv", "log", "user", "i", "kind = day"), "user_id", "item_id", "kind"));
  }

  @Test
  void textOfTwoBytesACharacterIsReadWhereItIsNamedAndRefusedElsewhere() throws IOException {
    String text = "sku\tname\nc1\t\u4e2d\u6587\nc2\tBr\u00f6tchen\n";
    for (String name : List.of("UTF-16", "UTF-16LE", "UTF-16BE")) {
      Files.write(fixture.path("items.txt"), text.getBytes(Charset.forName(name)));
      String sep = "options.sep = \"\\t\"";
      assertEquals(
          List.of("[c1,\u4e2d\u6587]", "[c2,Br\u00f6tchen]"),
          rows(
              items("csv", "items.txt", sep + ", options.encoding = " + name), "item_id", "title"));
      assertProblem(
          "source shop: "
              + fixture.path("items.txt")
              + " is "
              + name
              + "; set ingest.sources.shop.options.encoding = "
              + name,
          items("csv", "items.txt", sep));
    }
    Files.writeString(fixture.path("items.txt"), text);
    assertProblem(
        "is not UTF-16, which ingest.sources.shop.options.encoding says",
        items("csv", "items.txt", "options.encoding = UTF-16"));
    assertProblem(
        "ingest.sources.shop.options.encoding is 'latin', which Java does not know",
        items("csv", "items.txt", "options.encoding = latin"));
    Files.write(
        fixture.path("items.jsonl"),
        "{\"sku\":\"a\",\"name\":\"b\"}\n".getBytes(StandardCharsets.UTF_16));
    assertProblem(
        "is UTF-16, and JSON is read in UTF-8: convert it", items("json", "items.jsonl", ""));
  }

  @Test
  void aGainedColumnIsNamedAndReadByNameWhereThatIsAskedFor() throws IOException {
    Files.createDirectory(fixture.path("days"));
    fixture.file("days/1.csv", "u,i,t", "a,x,2025-02-01");
    fixture.file("days/2.csv", "u,i,t,device", "b,x,2025-02-02,phone");
    fixture.file("days/3.csv", "device,t,u", "tablet,2025-02-03,c");
    fixture.file("days/4.csv");
    String source = log("csv", "days", "u", "coalesce(i, 'none')", "kind = \"'view'\"");
    String path = fixture.path("days").toString();

    assertProblem(
        "source log: %s/2.csv has the columns [device], which %s/1.csv lacks. Set"
                .formatted(path, path)
            + " ingest.sources.log.options.mergeSchema = true to read every file by its own first"
            + " line",
        source);
    String merged = source + "ingest.sources.log.options.mergeSchema = true";
    assertEquals(List.of("[a,x]", "[b,x]", "[c,none]"), rows(merged, "user_id", "item_id"));
    assertEquals(
        List.of("[null]", "[phone]", "[tablet]"),
        rows(
            merged + "\ningest.sources.log.select.kind = \"coalesce(device, '-')\"",
            "nullif(kind, '-')"));

    Files.delete(fixture.path("days/2.csv"));
    assertProblem("3.csv has the columns [device], which", source);
    assertProblem("and lacks the columns [i], which", source);
    fixture.file("days/3.csv", "i,u,t", "x,c,2025-02-03");
    assertProblem("3.csv has the columns of " + path + "/1.csv in another order", source);
  }

  @Test
  void whatIsNoTextIsNamed() throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(fixture.path("items.zip")))) {
      zip.putNextEntry(new ZipEntry("items.csv"));
      zip.write("sku,name\na,b\n".getBytes(StandardCharsets.UTF_8));
    }
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(fixture.path("packed.csv")))) {
      out.write("sku,name\na,b\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.copy(fixture.path("items.zip"), fixture.path("items.json"));
    fixture.file("plain.csv.gz", "sku,name", "a,b");
    Files.write(fixture.path("items.parquet"), "PAR1....".getBytes(StandardCharsets.UTF_8));
    Files.write(fixture.path("bytes.csv"), new byte[5000]);

    assertProblem(
        "source shop: "
            + fixture.path("items.zip")
            + " is not plain or gzipped text: it is a ZIP archive or a workbook; unpack or export it",
        items("csv", "items.zip", ""));
    assertProblem(
        "packed.csv is not plain or gzipped text: it is gzipped; name it .gz",
        items("csv", "packed.csv", ""));
    assertProblem("items.json is not plain or gzipped text", items("json", "items.json", ""));
    assertProblem("it is Parquet; set the source's format", items("csv", "items.parquet", ""));
    assertProblem("it is binary; export it as text", items("csv", "bytes.csv", ""));
    assertProblem(
        "plain.csv.gz cannot be read: its name ends as of a packed file, which it is not",
        items("csv", "plain.csv.gz", ""));
  }

  @Test
  void jsonIsReadAsItIsLaidOut() throws IOException {
    fixture.file("array.json", "[", "  {", "    \"sku\": \"a\",", "    \"name\": \"A\"", "  },");
    Files.writeString(
        fixture.path("array.json"),
        Files.readString(fixture.path("array.json")) + "  {\"sku\":\"b\",\n\"name\":\"B\"}\n]");
    assertEquals(
        List.of("[a,A]", "[b,B]"), rows(items("json", "array.json", ""), "item_id", "title"));

    fixture.file("line.json", "[{\"sku\":\"a\",\"name\":\"A\"},{\"sku\":\"b\",\"name\":\"B\"}]");
    assertEquals(
        List.of("[a,A]", "[b,B]"), rows(items("json", "line.json", ""), "item_id", "title"));

    fixture.file("object.json", "{", "  \"sku\": \"a\",", "  \"name\": \"A\"", "}");
    assertProblem(
        "object.json begins with an object that goes over several lines; write an object a line or"
            + " an array of objects, or set ingest.sources.shop.options.multiLine = true",
        items("json", "object.json", ""));
    assertEquals(
        List.of("[a,A]"),
        rows(items("json", "object.json", "options.multiLine = true"), "item_id", "title"));

    fixture.file("rows.jsonl", "{'sku':'a','name':'A'}", "{'sku':'b','name':'B'}");
    assertProblem(
        "rows.jsonl has an object a line, of which ingest.sources.shop.options.multiLine = true"
            + " would read the first alone",
        items("json", "rows.jsonl", "options.multiLine = true"));

    fixture.file("items.csv", "sku,name", "a,A");
    assertProblem("items.csv is a JSON object; check it", items("json", "items.csv", ""));
  }

  @Test
  void namesThatDifferInCaseAloneStopTheNightWithAWayOut() {
    fixture.file("items.jsonl", "{'sku':'a','name':'A','Name':'AA'}", "{'sku':'b','name':'B'}");
    String source = items("json", "items.jsonl", "");

    assertProblem("set spark.\"spark.sql.caseSensitive\" = true", source);
    fixture.spark().conf().set("spark.sql.caseSensitive", "true");
    assertEquals(List.of("[a,A]", "[b,B]"), rows(source, "item_id", "title"));
  }

  @Test
  void aKeyThatReadsNoColumnIsRefused() {
    fixture.file("items.csv", "0;1;user", "p1;Lamp;x", "p2;Desk;y");
    String sep = "options.sep = \";\"";

    assertProblem(
        "ingest.sources.shop.select.item_id is 0, which reads no column: every row would have the"
            + " same item_id. Write the name of a column, in backticks where it is no plain word:"
            + " `0`; the columns of source shop are [0, 1, user]",
        items("csv", "items.csv", sep + ", select.item_id = \"0\", select.title = \"`1`\""));
    assertProblem(
        "select.title is 1, which reads no column",
        items("csv", "items.csv", sep + ", select.item_id = \"`0`\", select.title = \"1\""));
    assertEquals(
        List.of("[p1,Lamp]", "[p2,Desk]"),
        rows(
            items("csv", "items.csv", sep + ", select.item_id = \"`0`\", select.title = \"`1`\""),
            "item_id",
            "title"));

    fixture.file("log.csv", "u,i", "a,x");
    String log = log("csv", "log.csv", "%s", "i", "kind = \"'view'\"");
    assertProblem("select.user_id is 'u', which reads no column", log.formatted("'u'"));
    assertProblem("select.user_id is 1, which reads no column", log.formatted("1"));
    assertEquals(List.of("[me]"), rows(log.formatted("'me'"), "user_id"));
  }

  private static String items(String format, String path, String more) {
    return """
    ingest.sources.shop {
      table = items, format = %s, path = "DIR/%s", select { item_id = sku, title = name }
      %s
    }
    """
        .formatted(format, path, more);
  }

  private static String log(String format, String path, String user, String item, String more) {
    return """
    ingest.sources.log {
      table = interactions, format = %s, path = "DIR/%s"
      select {
        user_id = "%s", item_id = "%s", at = "TIMESTAMP '2025-02-01 00:00:00'", %s
      }
    }
    """
        .formatted(format, path, user, item, more);
  }

  /** What the rows of a source become, with no problem foretold. */
  private List<String> rows(String hocon, String... columns) {
    assertEquals(List.of(), problems(hocon));
    CheckedSource checked = fixture.check(hocon);
    assertEquals("", checked.commonRules());
    return Arrays.stream((Row[]) checked.accepted().selectExpr(columns).collect())
        .map(Row::toString)
        .sorted()
        .toList();
  }

  /** The plan foretells what the ingest stops for. */
  private void assertProblem(String message, String hocon) {
    List<String> problems = problems(hocon);
    assertTrue(
        problems.stream().anyMatch(p -> p.contains(message)), () -> message + " in " + problems);
    Settings settings = fixture.settings(hocon);
    var e = assertThrows(IngestException.class, () -> fixture.ingest(settings, "2025-03-01"));
    assertEquals(problems, e.problems());
  }

  private List<String> problems(String hocon) {
    Settings settings = fixture.settings(hocon);
    return Sources.problems(fixture.spark(), settings.ingest(), fixture.lake(), NIGHT);
  }
}
