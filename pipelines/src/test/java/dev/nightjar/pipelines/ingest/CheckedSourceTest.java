package dev.nightjar.pipelines.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.spark.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of single rows: a job a test, nothing is merged. The night is 2025-03-01. */
@ExtendWith(SparkExtension.class)
final class CheckedSourceTest {

  private static final String ITEMS =
      """
      ingest.sources.shop {
        table = items, format = json, path = "DIR/items.jsonl"
        select {
          item_id = item_id, title = title, description = description, category = category
          brand = brand, price = price, image_url = image_url, image_vector = image_vector
          available = available, attributes = attributes, updated_at = updated_at
        }
      }
      """;
  private static final String LOG =
      """
      ingest.sources.log {
        table = interactions, format = csv, path = "DIR/log.csv"
        select {
          user_id = u, item_id = i, kind = k, at = t, weight = w, value = v
        }
      }
      """;
  private static final String REVIEWS =
      """
      ingest.sources.words {
        table = reviews, format = json, path = "DIR/reviews.jsonl"
        select {
          review_id = review_id, user_id = user_id, item_id = item_id, rating = rating
          text = text, at = at
        }
      }
      """;

  @TempDir private Path directory;
  private SparkSession spark;
  private IngestFixture fixture;

  @BeforeEach
  void fixture(SparkSession session) {
    spark = session;
    fixture = new IngestFixture(session, directory);
  }

  @Test
  void aNullInEveryColumnOfAnItemInTurnIsRefusedOrKept() {
    List<String> columns =
        List.of(
            "item_id",
            "title",
            "description",
            "category",
            "brand",
            "price",
            "image_url",
            "image_vector",
            "available",
            "attributes",
            "updated_at");
    String full =
        "{'item_id':'i','title':'t','description':'d','category':'c','brand':'b','price':1.5,"
            + "'image_url':'u','image_vector':[0.5,-1],'available':false,'attributes':{'a':'b'},"
            + "'updated_at':'2025-01-01'}";
    fixture.file("items.jsonl", withNulls(full, columns));

    CheckedSource checked = fixture.check(ITEMS);

    assertEquals(List.of("item_id is missing", "title is missing"), broken(checked));
    assertEquals(
        List.of(
            "[d,1.5,-1.0,false,b]",
            "[d,1.5,-1.0,false,b]",
            "[d,1.5,-1.0,false,b]",
            "[d,1.5,-1.0,false,b]",
            "[d,1.5,-1.0,false,null]",
            "[d,1.5,-1.0,true,b]",
            "[d,1.5,null,false,b]",
            "[d,null,-1.0,false,b]",
            "[null,1.5,-1.0,false,b]"),
        good(checked, "description", "price", "image_vector[1]", "available", "attributes['a']"));
  }

  @Test
  void aNullInEveryColumnOfAnInteractionInTurnIsRefusedOrKept() {
    fixture.file(
        "log.csv",
        "u,i,k,t,w,v",
        "u,i,view,2025-02-01 10:00:00,2,3",
        ",i,view,2025-02-01 10:00:00,2,3",
        "u,,view,2025-02-01 10:00:00,2,3",
        "u,i,,2025-02-01 10:00:00,2,3",
        "u,i,view,,2,3",
        "u,i,view,2025-02-01 10:00:00,,3",
        "u,i,view,2025-02-01 10:00:00,2,");

    CheckedSource checked = fixture.check(LOG);

    assertEquals(
        List.of("at is missing", "item_id is missing", "kind is missing", "user_id is missing"),
        broken(checked));
    assertEquals(
        List.of("[1.0,3.0,2025-02-01]", "[2.0,3.0,2025-02-01]", "[2.0,null,2025-02-01]"),
        good(checked, "weight", "value", "day"));
  }

  @Test
  void aNullInEveryColumnOfAReviewInTurnIsRefusedOrKept() {
    List<String> columns = List.of("review_id", "user_id", "item_id", "rating", "text", "at");
    String full =
        "{'review_id':'r','user_id':'u','item_id':'i','rating':4,'text':'x','at':'2025-01-01'}";
    fixture.file("reviews.jsonl", withNulls(full, columns));

    CheckedSource checked = fixture.check(REVIEWS);

    assertEquals(
        List.of(
            "at is missing", "item_id is missing", "review_id is missing", "user_id is missing"),
        broken(checked));
    assertEquals(List.of("[4.0,null]", "[null,x]"), good(checked, "rating", "text"));
  }

  @Test
  void aValueThatDoesNotConvertIsQuotedAndNeverTakenForMissing() {
    fixture.file(
        "log.csv",
        "u,i,k,t,w,v",
        "u,i,view,yesterday,1,1",
        "u,i,view,2025-02-30 10:00:00,1,1",
        "u,i,view,2025-02-01 10:00:00,heavy,abc",
        "u,i,view,2025-02-01 10:00:00,NaN,1",
        "u,i,view,2025-02-01 10:00:00,1,Infinity");

    assertEquals(
        List.of(
            "at is not a time: '2025-02-30 10:00:00'",
            "at is not a time: 'yesterday'",
            "value is not a finite number: 'Infinity'",
            "weight is not a finite number: 'NaN'",
            "weight is not a finite number: 'heavy'; value is not a finite number: 'abc'"),
        broken(fixture.check(LOG)));
  }

  @Test
  void anExpressionThatFailsOnARowQuarantinesThatRowOnly() {
    fixture.file("log.csv", "u,i,s,q", "a,i,1738404000,2", "b,i,soon,2", "c,i,1738404000,many");

    CheckedSource checked =
        fixture.check(
            """
            ingest.sources.log {
              table = interactions, format = csv, path = "DIR/log.csv"
              select {
                user_id = u, item_id = i, kind = "'view'"
                at = "timestamp_seconds(CAST(s AS BIGINT))"
                value = "CAST(q AS DOUBLE) * 2 + unix_seconds(timestamp_seconds(CAST(s AS BIGINT)))"
              }
            }
            """);

    assertEquals(
        List.of(
            "at is not a time: 'soon'; value is not a finite number: 'soon, 2'",
            "value is not a finite number: '1738404000, many'"),
        broken(checked));
    assertEquals(List.of("[a,2025-02-01 10:00:00.0]"), good(checked, "user_id", "at"));
  }

  @Test
  void valuesOutsideTheirRangeAndEventsAfterTheNightAreRefused() {
    fixture.file(
        "log.csv",
        "u,i,k,t,w,v",
        "u,i,rating,2025-02-01 10:00:00,1,0",
        "u,i,rating,2025-02-01 10:00:00,1,5",
        "u,i,purchase,2025-02-01 10:00:00,-1,900",
        "u,i,purchase,2025-02-01 10:00:00,1e7,900",
        "u,i,view,2025-03-01 23:59:59.999999,1,",
        "u,i,view,2025-03-02 00:00:00,1,");

    CheckedSource checked = fixture.check(LOG);

    assertEquals(
        List.of(
            "at is after the night",
            "value of a rating is outside 1 to 5",
            "weight is above 1000000",
            "weight is negative or not a number"),
        broken(checked));
    assertEquals(List.of("[rating]", "[view]"), good(checked, "kind"));
  }

  @Test
  void idsOfAnotherEncodingAreRefusedInsteadOfMixed() throws IOException {
    Files.write(
        fixture.path("log.csv"),
        "u,i,k,t,w,v\nu,caf\u00e9,view,2025-02-01,1,\nu,tea,view,2025-02-01,1,\n"
            .getBytes(StandardCharsets.ISO_8859_1));

    assertEquals(
        List.of("item_id has characters of another encoding; set options.encoding of the source"),
        broken(fixture.check(LOG)));
    CheckedSource told = fixture.check(LOG + "ingest.sources.log.options.encoding = ISO-8859-1");
    assertEquals(List.of("[caf\u00e9]", "[tea]"), good(told, "item_id"));
  }

  @Test
  void textsAreCleanedAndCutAndBlankOnesAreMissing() {
    String enormous = "word ".repeat(200_000);
    fixture.file(
        "reviews.jsonl",
        "{'review_id':'a','user_id':'u','item_id':'i','rating':5,'text':'%s','at':'2025-01-01'}"
            .formatted(enormous),
        "{'review_id':'b','user_id':'u','item_id':'i','text':' a\\u0000\\u0007b\\n c\\u009f ',"
            + "'at':'2025-01-01'}",
        "{'review_id':'c','user_id':'u','item_id':'i','text':' \\t ','at':'2025-01-01'}",
        "{'review_id':'d','user_id':' ','item_id':'i','text':'x','at':'2025-01-01'}");

    CheckedSource checked = fixture.check(REVIEWS + "ingest.max-text-chars = 500");

    assertEquals(List.of("user_id is missing"), broken(checked));
    assertEquals(
        List.of("[a,500]", "[b,5]", "[c,null]"), good(checked, "review_id", "length(text)"));
    assertEquals(List.of("[ab\n c]"), good(checked, "text").subList(0, 1));
    assertEquals(1, checked.counts().cut());
    assertEquals(1, checked.counts().cleaned());
  }

  @Test
  void theRawRowOfTheQuarantineIsBounded() {
    fixture.file(
        "reviews.jsonl",
        "{'review_id':'a','user_id':'u','rating':5,'text':'%s','at':'2025-01-01','item_id':null}"
            .formatted("x".repeat(1_000_000)));

    Row row = fixture.check(REVIEWS).refused().select("_raw", "_hash").first();

    assertEquals(10_000, row.getString(0).length());
    assertEquals(64, row.getString(1).length());
  }

  @Test
  void rowsOfUnknownItemsAreRefusedWhereReferencesCount() {
    fixture.file(
        "log.csv", "u,i,k,t,w,v", "u,here,view,2025-02-01,1,", "u,gone,view,2025-02-01,1,");

    CheckedSource checked = fixture.check(LOG, Optional.of(spark.sql("SELECT 'here' AS item_id")));

    assertEquals(List.of("item_id is not in the catalog"), broken(checked));
    assertEquals(0, fixture.check(LOG).counts().broken());
  }

  @Test
  void linesThatCannotBeParsedAreRefusedWhateverWhereSays() {
    fixture.file("log.csv", "u,i,k,t,w,v", "u,i,view,2025-02-01,1,", "u,i", "x,i,view,no,1,");
    fixture.file("items.jsonl", "{'item_id':'i','title':'t'}", "{'item_id':'j','tit");

    CheckedSource log = fixture.check(LOG + "ingest.sources.log.where = \"u = 'u'\"");
    CheckedSource items =
        fixture.check(
            """
            ingest.sources.shop {
              table = items, format = json, path = "DIR/items.jsonl"
              select { item_id = item_id, title = title }
            }
            """);

    assertEquals(List.of("row cannot be parsed"), broken(log));
    assertEquals(2, log.counts().read());
    assertEquals(List.of("row cannot be parsed"), broken(items));
  }

  @Test
  void aPredicateThatFailsOnARowQuarantinesTheRow() {
    fixture.file(
        "log.csv",
        "u,i,k,t,w,v",
        "a,i,view,2025-02-01,1,5",
        "b,i,view,2025-02-01,1,-5",
        "c,i,view,2025-02-01,1,five");

    CheckedSource checked =
        fixture.check(LOG + "ingest.sources.log.where = \"CAST(v AS INT) > 0\"");

    assertEquals(
        List.of("where does not evaluate; value is not a finite number: 'five'"), broken(checked));
    assertEquals(List.of("[a]"), good(checked, "user_id"));
  }

  /** The full JSON row once for each column, with null in that column. */
  private static String[] withNulls(String full, List<String> columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(
            n ->
                full.replaceAll(
                    "'" + columns.get(n) + "':('[^']*'|\\{[^}]*\\}|\\[[^]]*\\]|[^,}]*)",
                    "'" + columns.get(n) + "':null"))
        .toArray(String[]::new);
  }

  private static List<String> broken(CheckedSource checked) {
    return checked.refused().selectExpr("array_join(_broken, '; ')").collectAsList().stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  private static List<String> good(CheckedSource checked, String... columns) {
    return Arrays.stream((Row[]) checked.accepted().selectExpr(columns).collect())
        .map(Row::toString)
        .sorted()
        .toList();
  }
}
