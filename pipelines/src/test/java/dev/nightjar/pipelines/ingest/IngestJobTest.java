package dev.nightjar.pipelines.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.ingest.source.IngestException;
import dev.nightjar.pipelines.ingest.source.SourceFiles;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whole ingests on a few literal rows. */
@ExtendWith(SparkExtension.class)
final class IngestJobTest {

  private static final String SHOP =
      """
      ingest.sources {
        shop {
          table = items, format = csv, path = "DIR/items.csv"
          select { item_id = id, title = name, price = price, updated_at = changed }
        }
        log {
          table = interactions, format = csv, path = "DIR/log.csv"
          select { user_id = u, item_id = i, kind = k, at = t }
        }
      }
      ingest.max-quarantine-share = 0.5
      """;

  @TempDir private Path directory;
  private IngestFixture fixture;
  private Settings settings;

  @BeforeEach
  void shop(SparkSession spark) {
    fixture = new IngestFixture(spark, directory);
    fixture.file(
        "items.csv",
        "id,name,price,changed",
        "b,Ball,5,2025-02-01",
        "a,Anvil old,1,2025-02-01",
        "a,Anvil new,2,2025-02-02",
        "a,Anvil new,2,2025-02-02",
        "c,,3,2025-02-01");
    fixture.file(
        "log.csv",
        "u,i,k,t",
        "zoe,b,view,2025-02-28 10:00:00",
        "adam,a,view,2025-02-28 10:00:00",
        "adam,a,view,2025-02-28 10:00:00",
        "eve,c,view,2025-02-28 10:00:00");
    settings = fixture.settings(SHOP);
  }

  @Test
  void nightsMergeWhatChangedKeepNumbersAndReleaseRowsThatRecover() {
    Map<String, Long> counts = fixture.ingest(settings, "2025-03-01").counts();

    assertEquals(List.of("[a,Anvil new,2.0]", "[b,Ball,5.0]"), items());
    assertEquals(5, counts.get("items.read"));
    assertEquals(1, counts.get("items.quarantined"));
    assertEquals(1, counts.get("items.duplicates"));
    assertEquals(1, counts.get("items.superseded"));
    assertEquals(1, counts.get("interactions.duplicates"));
    assertEquals(
        List.of(
            "[log,item_id is not in the catalog,2025-03-01]", "[shop,title is missing,2025-03-01]"),
        fixture.rows(Table.QUARANTINE, "source", "rule", "night"));
    assertEquals(List.of("[adam,0]", "[zoe,1]"), fixture.rows(Table.USER_INDEX, "user_id", "user"));

    Map<Table, Long> versions = fixture.versions();
    fixture.ingest(settings, "2025-03-01");
    assertEquals(versions, fixture.versions(), "the same night on the same files");

    fixture.file(
        "items.csv",
        "id,name,price,changed",
        "b,Ball,6,2025-01-01",
        "a,Anvil newest,2,2025-03-02",
        "c,Cup,3,2025-03-02");
    Map<String, Long> next = fixture.ingest(settings, "2025-03-02").counts();

    assertEquals(List.of("[a,Anvil newest,2.0]", "[b,Ball,5.0]", "[c,Cup,3.0]"), items());
    assertEquals(2, next.get("items.changed"));
    assertEquals(1, next.get("interactions.changed"));
    assertEquals(1, next.get("quarantine.released"));
    assertEquals(List.of("[shop,2025-03-01]"), fixture.rows(Table.QUARANTINE, "source", "night"));
    assertEquals(
        List.of("[adam,0]", "[eve,2]", "[zoe,1]"),
        fixture.rows(Table.USER_INDEX, "user_id", "user"));
    assertEquals(
        List.of("[a,0]", "[b,1]", "[c,2]"), fixture.rows(Table.ITEM_INDEX, "item_id", "item"));

    fixture.file("items.csv", "id,name,price,changed", "a,Anvil of no time,9,");
    fixture.ingest(settings, "2025-03-03");
    assertEquals("[a,Anvil newest,2.0]", items().get(0), "a row without a time is the oldest");
  }

  @Test
  void anEmptySourceIsRememberedSoThatItsDeliveryIsSeen() {
    String people =
        """
        ingest.sources.people {
          table = users, format = json, path = "DIR/people.jsonl", select { user_id = id }
        }
        """;
    fixture.file("people.jsonl");
    Settings more = fixture.settings(SHOP + people);
    fixture.ingest(more, "2025-03-01");
    String recorded =
        fixture
            .lake()
            .read(Table.RUNS)
            .selectExpr("fingerprints['source.people']")
            .first()
            .getString(0);

    fixture.file("people.jsonl", "{'id':'zoe'}");

    assertNotEquals(
        recorded,
        SourceFiles.fingerprints(
                fixture.spark(), more.ingest(), new Night(LocalDate.of(2025, 3, 1)))
            .get("source.people"));
  }

  @Test
  void everyProblemOfEverySourceIsReportedBeforeAnythingIsRead() {
    fixture.ingest(settings, "2025-03-01");
    Map<Table, Long> versions = fixture.versions();
    fixture.file("items.csv", "id,label,price,changed", "a,Anvil,2,2025-02-02");
    Settings broken =
        fixture.settings(
            SHOP
                + """
                ingest.sources.log.path = "DIR/no-such-log.csv"
                ingest.sources.people {
                  table = users, format = csv, path = "DIR/items.csv"
                  select { user_id = "concat(id" }
                }
                """);

    var e = assertThrows(IngestException.class, () -> fixture.ingest(broken, "2025-03-02"));

    assertEquals(3, e.problems().size(), e.getMessage());
    assertProblem(
        e,
        "ingest.sources.log.path is '"
            + directory
            + "/no-such-log.csv', which does not exist;"
            + " check the path of source log");
    assertProblem(e, "ingest.sources.people.select.user_id is not valid Spark SQL");
    assertProblem(
        e,
        "source shop lacks columns that its settings name: "
            + "{ingest.sources.shop.select.title=`name`}; since the last good ingest it lost [name]"
            + " and gained [label]");
    assertEquals(versions, fixture.versions());
  }

  @Test
  void anEmptyLogStopsTheNight() {
    fixture.file("log.csv", "u,i,k,t");
    assertStops(
        "2025-03-01",
        "no interaction is left for night 2025-03-01: the log is empty; check its path");

    fixture.file("log.csv");
    assertStops("2025-03-01", "the log is empty; check its path");
  }

  @Test
  void aNightBeforeTheFirstEventStopsAndNamesTheFirstEvent() {
    assertStops(
        "2025-01-31", "the first event is at 2025-02-28T10:00:00Z, run that night or a later one");
  }

  @Test
  void tooManyBrokenRowsStopTheNightButCanBeLookedAt() {
    fixture.file("items.csv", "id,name,price,changed", "a,,1,2025-02-01", "b,,1,2025-02-01");

    assertStops(
        "2025-03-01",
        "source shop: 2 of 2 rows (100.0 %) break a rule, ingest.max-quarantine-share is 0.5:"
            + " title is missing (2). Nothing was merged; the rows are in ");
    assertEquals(2, fixture.lake().read(Table.QUARANTINE).where("source = 'shop'").count());
    assertStops("2025-03-01", "source shop: 2 of 2 rows");
    assertEquals(2, fixture.lake().read(Table.QUARANTINE).where("source = 'shop'").count());
  }

  private void assertStops(String night, String message) {
    var e = assertThrows(IngestException.class, () -> fixture.ingest(settings, night));
    assertProblem(e, message);
    assertEquals(Lake.NO_VERSION, fixture.lake().version(Table.ITEMS));
    assertEquals(Lake.NO_VERSION, fixture.lake().version(Table.INTERACTIONS));
  }

  private List<String> items() {
    return fixture.rows(Table.ITEMS, "item_id", "title", "price");
  }

  private static void assertProblem(IngestException e, String part) {
    assertTrue(e.getMessage().contains(part), () -> part + " is not in " + e.getMessage());
  }
}
