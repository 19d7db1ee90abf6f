package dev.nightjar.pipelines.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** CSV whose quotes hold line breaks, or are never closed. */
@ExtendWith(SparkExtension.class)
final class QuotedLinesTest {

  private static final String HEADER = "id,u,i,text,t";

  @TempDir private Path directory;
  private IngestFixture fixture;

  @BeforeEach
  void shop(SparkSession session) {
    fixture = new IngestFixture(session, directory);
    fixture.file("log.csv", "u,i,t", "a,x,2025-02-01");
  }

  @Test
  void aLineBreakInQuotesBelongsToTheText() {
    fixture.file(
        "reviews.csv",
        HEADER,
        "1,a,x,\"one",
        "two, \"\"three\"\"",
        "",
        "four\",2025-02-01",
        "2,b,x,\"plain\",2025-02-01",
        "3,c,x,\"ends \\\",2025-02-01");

    Map<String, Long> counts = ingest("");

    assertEquals(3, counts.get("reviews.read"));
    assertEquals(0, counts.get("reviews.quarantined"));
    assertEquals(
        List.of("[1,one\ntwo, \"three\"\n\nfour]", "[2,plain]", "[3,ends \\]"),
        fixture.rows(Table.REVIEWS, "review_id", "text"));
  }

  @Test
  void aQuoteThatNobodyClosesTakesNoOtherRowWithIt() {
    fixture.file(
        "reviews.csv",
        HEADER,
        "1,a,x,\"open,2025-02-01",
        "2,b,x,plain,2025-02-01",
        "3,c,x,plain,2025-02-01");

    Map<String, Long> counts = ingest("");

    assertEquals(1, counts.get("reviews.quarantined"));
    assertEquals(List.of("[2]", "[3]"), fixture.rows(Table.REVIEWS, "review_id"));
  }

  @Test
  void whoSaysThatRowsAreLinesIsBelieved() {
    fixture.file("reviews.csv", HEADER, "1,a,x,\"one", "two\",2025-02-01", "2,b,x,y,2025-02-01");

    assertEquals(
        2, ingest("ingest.sources.words.options.multiLine = false").get("reviews.unparsed"));
  }

  private Map<String, Long> ingest(String more) {
    Settings settings =
        fixture.settings(
            """
            ingest.sources {
              log {
                table = interactions, format = csv, path = "DIR/log.csv"
                select { user_id = u, item_id = i, kind = "'view'", at = t }
              }
              words {
                table = reviews, format = csv, path = "DIR/reviews.csv"
                select { review_id = id, user_id = u, item_id = i, text = text, at = t }
              }
            }
            ingest { unknown-references = keep, max-quarantine-share = 1 }
            """
                + more);
    return fixture.ingest(settings, "2025-03-01").counts();
  }
}
