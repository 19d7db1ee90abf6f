package dev.nightjar.pipelines.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.ingest.source.IngestException;
import dev.nightjar.pipelines.server.PostgresExtension;
import dev.nightjar.pipelines.server.PostgresServer;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same three events in every format, plain and gzipped. */
@ExtendWith({SparkExtension.class, PostgresExtension.class})
final class SourceReaderTest {

  private static final List<String> EVENTS =
      List.of(
          "[a,x,1.0,2025-02-01 10:00:00.0]",
          "[b,x,null,2025-02-02 10:00:00.0]",
          "[c,y; \"z\",3.0,2025-02-03 10:00:00.0]");
  private static final String CSV =
      "u,i,v,t\n"
          + "a,x,1,2025-02-01 10:00:00\n"
          + "b,x,,2025-02-02T10:00:00Z\n"
          + "c,\"y; \"\"z\"\"\",3.0,2025-02-03 12:00:00+02:00\n";
  private static final String JSON =
      """
      {"u":"a","i":"x","v":1,"t":"2025-02-01 10:00:00"}
      {"u":"b","i":"x","v":null,"t":"2025-02-02T10:00:00Z"}
      {"u":"c","i":"y; \\"z\\"","v":3.0,"t":"2025-02-03 12:00:00+02:00"}
      """;
  private static final String SQL =
      """
      SELECT * FROM VALUES
        ('a', 'x', 1.0, TIMESTAMP '2025-02-01 10:00:00'),
        ('b', 'x', NULL, TIMESTAMP '2025-02-02 10:00:00'),
        ('c', 'y; "z"', 3.0, TIMESTAMP '2025-02-03 10:00:00') AS events(u, i, v, t)
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
  void csvPlainAndGzipped() throws IOException {
    Files.writeString(fixture.path("log.csv"), CSV);
    gzip("log.csv.gz", CSV);

    assertEquals(EVENTS, events(source("csv", "path = \"DIR/log.csv\"")));
    assertEquals(EVENTS, events(source("csv", "path = \"DIR/log.csv.gz\"")));
  }

  @Test
  void jsonLinesPlainAndGzipped() throws IOException {
    Files.writeString(fixture.path("log.json"), JSON);
    gzip("log.json.gz", JSON);

    assertEquals(EVENTS, events(source("json", "path = \"DIR/log.json\"")));
    assertEquals(EVENTS, events(source("json", "path = \"DIR/log.json.gz\"")));
  }

  @Test
  void parquetAndDelta() {
    spark.sql(SQL).write().parquet(fixture.path("parquet").toString());
    spark.sql(SQL).write().format("delta").save(fixture.path("delta").toString());

    assertEquals(EVENTS, events(source("parquet", "path = \"DIR/parquet\"")));
    assertEquals(EVENTS, events(source("delta", "path = \"DIR/delta\"")));
  }

  @Test
  void aTableOfPostgreSql(PostgresServer server) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                server.url(), PostgresServer.USER, PostgresServer.PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE log (u TEXT, i TEXT, v NUMERIC(9, 2), t TIMESTAMP)");
      statement.execute(
          "INSERT INTO log VALUES ('a', 'x', 1, '2025-02-01 10:00:00'),"
              + " ('b', 'x', NULL, '2025-02-02 10:00:00'),"
              + " ('c', 'y; \"z\"', 3, '2025-02-03 10:00:00')");
    }

    assertEquals(EVENTS, events(jdbc(server, PostgresServer.PASSWORD)));
    var e =
        assertThrows(
            IngestException.class,
            () -> fixture.ingest(fixture.settings(jdbc(server, "wrong")), "2025-03-01"));
    assertTrue(
        e.getMessage().contains("source log cannot be read: FATAL: password authentication failed"),
        e.getMessage());
    assertFalse(e.getMessage().contains("wrong"), e.getMessage());
  }

  @Test
  void thePathMayNameTheNight() throws IOException {
    Files.writeString(fixture.path("log-2025-03-01.csv"), CSV);

    assertEquals(EVENTS, events(source("csv", "path = \"DIR/log-{night}.csv\"")));
  }

  @Test
  void aPredicateMayNameTheNight() throws IOException {
    Files.writeString(fixture.path("log.csv"), CSV + "z,x,1,2025-03-02 00:00:00\n");
    String until = ", where = \"CAST(t AS TIMESTAMP) < DATE '{night}' + INTERVAL 1 DAY\"";

    assertEquals(EVENTS, events(source("csv", "path = \"DIR/log.csv\"" + until)));
  }

  @Test
  void theFingerprintFollowsTheFiles() throws IOException {
    Files.writeString(fixture.path("log.csv"), CSV);
    String source = source("csv", "path = \"DIR/log.csv\"");
    String before = fixture.check(source).source().fingerprint();

    assertEquals(before, fixture.check(source).source().fingerprint());
    Files.writeString(fixture.path("log.csv"), CSV + "d,x,1,2025-02-01\n");
    assertNotEquals(before, fixture.check(source).source().fingerprint());
  }

  @Test
  void theFingerprintFollowsHowTheFilesAreReadButNotByWhom() throws IOException {
    Files.writeString(fixture.path("log.csv"), CSV);
    String source = "path = \"DIR/log.csv\", options { multiLine = false }";
    String before = fixture.check(source("csv", source)).source().fingerprint();

    String other = source.replace("false", "true");
    assertNotEquals(before, fixture.check(source("csv", other)).source().fingerprint());
    String named = source.replace("false", "false, password = secret");
    assertEquals(before, fixture.check(source("csv", named)).source().fingerprint());
  }

  private static String jdbc(PostgresServer server, String password) {
    return source(
        "jdbc",
        "options { dbtable = log, url = \"%s\", user = %s, password = \"%s\" }"
            .formatted(server.url(), PostgresServer.USER, password));
  }

  private static String source(String format, String place) {
    return """
    ingest.sources.log {
      table = interactions, format = %s, %s
      select { user_id = u, item_id = i, kind = "'view'", at = t, value = v }
    }
    ingest.unknown-references = keep
    """
        .formatted(format, place);
  }

  private List<String> events(String hocon) {
    CheckedSource checked = fixture.check(hocon);
    assertEquals(0, checked.count(RowKind.QUARANTINED));
    return Arrays.stream(
            (Row[]) checked.rows().selectExpr("user_id", "item_id", "value", "at").collect())
        .map(Row::toString)
        .sorted()
        .toList();
  }

  private void gzip(String name, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(fixture.path(name)))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
