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
  void aValueThatDoesNotConvertCostsTheRowWhereItIsRequiredAndItselfElsewhere() {
    fixture.file(
        "log.csv",
        "u,i,k,t,w,v",
        "u,i,view,yesterday,1,1",
        "u,i,view,2025-02-30 10:00:00,1,1",
        "a,i,view,2025-02-01 10:00:00,heavy,abc",
        "b,i,view,2025-02-01 10:00:00,NaN,1",
        "c,i,view,2025-02-01 10:00:00,2,Infinity",
        "d,i,view,2025-02-01 10:00:00,3,x'y");

    CheckedSource checked = fixture.check(LOG);

    assertEquals(
        List.of("at is not a time: '2025-02-30 10:00:00'", "at is not a time: 'yesterday'"),
        broken(checked));
    assertEquals(
        List.of("[a,1.0,null]", "[b,1.0,1.0]", "[c,2.0,null]", "[d,3.0,null]"),
        good(checked, "user_id", "weight", "value"));
    assertEquals(4, checked.count(RowKind.UNCONVERTED));
    assertEquals(
        "value is not a finite number (3), such as 'Infinity', weight is not a finite number (2),"
            + " such as 'NaN'",
        checked.commonUnconverted());
  }

  @Test
  void aTextOfNoCharactersIsAMissingValueInEveryFormat() {
    fixture.file(
        "items.jsonl",
        "{'item_id':'a','title':'t','price':'','available':' ','attributes':'','updated_at':''}",
        "{'item_id':'b','title':'t','price':'N/A','available':'no','image_vector':'','brand':''}",
        "{'item_id':'c','title':' ','price':'12,99 \u20ac','image_vector':'[1,2]','category':'',"
            + "'description':'','image_url':''}");

    CheckedSource checked = fixture.check(ITEMS);

    assertEquals(List.of("title is missing"), broken(checked));
    assertEquals(
        List.of("[a,null,true,null]", "[b,null,false,null]"),
        good(checked, "item_id", "price", "available", "image_vector"));
    assertEquals("price is not a finite number (1), such as 'N/A'", checked.commonUnconverted());
  }

  @Test
  void theRecipesOfTheReadmeReadPricesAndTimes() {
    fixture.file(
        "log.csv",
        "u;i;v;t",
        "a;i;\"1.234,50 \u20ac\";1738404000",
        "b;i;\"$1,234.50\";1738404000123",
        "c;i;-;01.02.2025 10:00",
        "d;i;;01/02/2025");

    assertEquals(
        List.of("[a,1234.5]", "[b,1.2345]", "[c,null]", "[d,null]"),
        read(
            "value = \"replace(regexp_replace(v, '[^0-9,-]', ''), ',', '.')\"",
            "at = \"TIMESTAMP '2025-02-01 00:00:00'\"",
            "value"));
    assertEquals(
        List.of("[a,1.2345]", "[b,1234.5]", "[c,null]", "[d,null]"),
        read(
            "value = \"regexp_replace(v, '[^0-9.-]', '')\"",
            "at = \"TIMESTAMP '2025-02-01 00:00:00'\"",
            "value"));
    assertEquals(
        List.of("[a,2025-02-01 10:00:00.0]"),
        read("", "at = \"timestamp_seconds(CAST(t AS BIGINT))\"", "at"));
    assertEquals(
        List.of("[b,2025-02-01 10:00:00.123]"),
        read("", "at = \"timestamp_millis(CAST(t AS BIGINT))\"", "at"));
    assertEquals(
        List.of("[c,2025-02-01 10:00:00.0]"),
        read("", "at = \"to_timestamp(t, 'dd.MM.yyyy HH:mm')\"", "at"));
    assertEquals(
        List.of("[d,2025-02-01 00:00:00.0]"),
        read("", "at = \"to_timestamp(t, 'dd/MM/yyyy')\"", "at"));
  }

  private List<String> read(String value, String at, String column) {
    return good(
        fixture.check(
            """
            ingest.sources.log {
              table = interactions, format = csv, path = "DIR/log.csv", options { sep = ";" }
              select { user_id = u, item_id = i, kind = "'view'", %s, %s }
            }
            """
                .formatted(value.isEmpty() ? "weight = \"1\"" : value, at)),
        "user_id",
        column);
  }

  @Test
  void blanksAroundIdsAreTakenAwayAndCounted() {
    fixture.file(
        "log.csv",
        "u,i,k,t,w,v",
        "7,i,view,2025-02-01,,",
        "\" 7\",i,view,2025-02-01,,",
        "007,\"i \",view,2025-02-01,,",
        "8,i,\" view \",2025-02-01,,");

    CheckedSource checked = fixture.check(LOG);

    assertEquals(
        List.of("[007,i]", "[7,i]", "[7,i]", "[8,i]"), good(checked, "user_id", "item_id"));
    assertEquals(2, checked.count(RowKind.TRIMMED));
  }

  @Test
  void timesBeforeTheEarliestAreRefused() {
    fixture.file(
        "log.csv",
        "u,i,k,t,w,v",
        "u,i,view,0001-01-01T00:00:00Z,,",
        "u,i,view,1970-01-01T00:00:00Z,,",
        "u,i,view,1990-01-01T00:00:00Z,,",
        "u,i,view,2001-12-31T23:59:59Z,,");

    assertEquals(
        List.of(
            "at is before ingest.earliest 1990-01-01", "at is before ingest.earliest 1990-01-01"),
        broken(fixture.check(LOG)));
    CheckedSource later = fixture.check(LOG + "ingest.earliest = \"2002-01-01\"");
    assertEquals(4, later.count(RowKind.QUARANTINED));
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

    assertEquals(List.of("at is not a time: 'soon'"), broken(checked));
    assertEquals(List.of("[a,1.738404004E9]", "[c,null]"), good(checked, "user_id", "value"));
    assertEquals(
        "value is not a finite number (1), such as '1738404000, many'",
        checked.commonUnconverted());
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
  void anotherEncodingIsNoticedInEveryText() throws IOException {
    Files.write(
        fixture.path("items.csv"),
        "id;name;text\n1;Tea;r\u00f6stfrisch\n2;Cup;white\n".getBytes(StandardCharsets.ISO_8859_1));
    String shop =
        """
        ingest.sources.shop {
          table = items, format = csv, path = "DIR/items.csv", options.sep = ";"
          select { item_id = id, title = name, description = text }
        }
        """;

    assertEquals(1, fixture.check(shop).count(RowKind.GARBLED));
    CheckedSource told =
        fixture.check(shop + "ingest.sources.shop.options.encoding = windows-1252");
    assertEquals(0, told.count(RowKind.GARBLED));
    assertEquals(List.of("[r\u00f6stfrisch]", "[white]"), good(told, "description"));
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
    assertEquals(1, checked.count(RowKind.CUT));
    assertEquals(1, checked.count(RowKind.CLEANED));
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
    assertEquals(0, fixture.check(LOG).count(RowKind.QUARANTINED));
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
    assertEquals(2, log.count(RowKind.READ));
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

    assertEquals(List.of("where does not evaluate"), broken(checked));
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
