package dev.nightjar.pipelines.publish.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.publish.PlainNights;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.server.CuttingProxy;
import dev.nightjar.pipelines.server.PostgresExtension;
import dev.nightjar.pipelines.server.PostgresServer;
import dev.nightjar.pipelines.settings.StoreSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({SparkExtension.class, PostgresExtension.class})
final class PostgresStoreTest {

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final String FIRST = "2024-03-01";
  private static final String SECOND = "2024-03-02";
  private static final String THIRD = "2024-03-03";

  @Test
  void aReaderSeesTwoViewsAndNothingElse(SparkSession spark, PostgresServer server)
      throws SQLException {
    String url = database(server);
    run(url, "CREATE ROLE shop_reader_" + DATABASES + " LOGIN PASSWORD 'x'");
    String role = "shop_reader_" + DATABASES;
    try (ServingStore store = store(server, url, "reader = " + role);
        NightLists lists = PlainNights.lists(spark, FIRST)) {
      PlainNights.publish(store, lists, "a");

      try (Connection reader = DriverManager.getConnection(url, role, "x");
          Statement statement = reader.createStatement()) {
        ResultSet row =
            statement.executeQuery(
                "SELECT key, list->0->>'item_id', night, version, list->0->'score'"
                    + " FROM nightjar.recommendations WHERE key = 'u3'");
        assertTrue(row.next(), "no list");
        assertEquals("i5", row.getString(2));
        assertEquals(FIRST, row.getDate(3).toString());
        assertEquals("2024-03-01-a", row.getString(4));
        assertEquals("1", row.getString(5));
        assertTrue(!row.next(), "two lists");
        row = statement.executeQuery("SELECT count(*) FROM nightjar.similar_items");
        assertTrue(row.next());
        assertEquals(20, row.getInt(1));
        SQLException refused =
            assertThrows(
                SQLException.class,
                () -> statement.executeQuery("SELECT * FROM nightjar.versions"));
        assertTrue(refused.getMessage().contains("permission denied"), refused.getMessage());
      }
      PublishedList found = store.lookup(Surface.RECOMMENDATIONS, "u3").orElseThrow();
      assertEquals(Optional.empty(), PlainNights.problem(3, found));
      assertEquals(Optional.empty(), store.lookup(Surface.SIMILAR_ITEMS, "u3"));
    }
  }

  @Test
  void oldVersionsGoAsWholeTables(SparkSession spark, PostgresServer server) throws SQLException {
    String url = database(server);
    try (ServingStore store = store(server, url)) {
      for (String night : List.of(FIRST, SECOND, THIRD)) {
        try (NightLists lists = PlainNights.lists(spark, night)) {
          PlainNights.publish(store, lists, "a");
        }
      }
      assertEquals(List.of("2024-03-01-a"), store.collect(2));
      assertEquals(
          "recommendations_2, recommendations_3, similar_items_2, similar_items_3",
          text(
              url,
              "SELECT string_agg(relname, ', ' ORDER BY relname) FROM pg_class"
                  + " WHERE relname ~ '_[0-9]+$' AND relkind = 'r'"));
      assertEquals(
          List.of("2024-03-03-a", "2024-03-02-a"),
          store.versions().stream().map(Publication::version).toList());
      assertEquals("12", text(url, "SELECT count(*) FROM nightjar.parts"));
    }
  }

  @Test
  void aReaderThatStaysInItsTransactionKeepsATableAndNobodyWaits(
      SparkSession spark, PostgresServer server) throws SQLException {
    String url = database(server);
    try (ServingStore store = store(server, url);
        Connection lazy = connect(url)) {
      try (NightLists lists = PlainNights.lists(spark, FIRST)) {
        PlainNights.publish(store, lists, "a");
      }
      lazy.setAutoCommit(false);
      try (Statement reading = lazy.createStatement()) {
        reading.execute("SELECT * FROM nightjar.recommendations WHERE key = 'u3'");
      }
      for (String night : List.of(SECOND, THIRD)) {
        try (NightLists lists = PlainNights.lists(spark, night)) {
          PlainNights.publish(store, lists, "a");
        }
      }

      PublicationException kept = assertThrows(PublicationException.class, () -> store.collect(1));

      assertTrue(kept.getMessage().contains("lock timeout"), kept.getMessage());
      assertEquals(THIRD, store.lookup(Surface.RECOMMENDATIONS, "u3").orElseThrow().night());
      try (Connection other = connect(url);
          Statement reading = other.createStatement()) {
        reading.execute("SET lock_timeout = 100");
        reading.execute("SELECT * FROM nightjar.recommendations WHERE key = 'u3'");
      }
      lazy.commit();
      assertEquals(List.of("2024-03-01-a"), store.collect(1));
    }
  }

  @Test
  void damageIsFound(SparkSession spark, PostgresServer server) throws SQLException {
    String url = database(server);
    try (ServingStore store = store(server, url);
        NightLists lists = PlainNights.lists(spark, FIRST)) {
      Publication version = PlainNights.publish(store, lists, "a");
      String part = "nightjar.recommendations_1";
      run(url, "UPDATE " + part + " SET list = list - 0 WHERE key = 'u3'");
      assertDamaged(store, version, "recommendations/0 has \\d+ bytes and SHA-256 .*");
      run(url, "UPDATE " + part + " SET key = 'x' WHERE key = 'u3'");
      assertDamaged(
          store, version, "recommendations/0 cannot be read: the list of 'u3' is missing");
      run(url, "DELETE FROM " + part + " WHERE key = 'x'");
      assertDamaged(store, version, part + " has 19 rows, the manifest says 20");
    }
  }

  private static void assertDamaged(ServingStore store, Publication version, String how) {
    String message =
        assertThrows(PublicationException.class, () -> store.verify(version)).getMessage();
    assertTrue(message.matches("version 2024-03-01-a is damaged: " + how), message);
  }

  @Test
  void aPointerThatSomebodyElseMovedIsLeftAlone(SparkSession spark, PostgresServer server)
      throws SQLException {
    try (ServingStore store = store(server, database(server));
        NightLists lists = PlainNights.lists(spark, FIRST)) {
      Publication first = PlainNights.publish(store, lists, "a");
      Publication late = PlainNights.loaded(store, lists, "b");
      assertEquals(List.of(first), store.versions().stream().toList());

      PublicationException moved =
          assertThrows(PublicationException.class, () -> store.flip(late, Optional.empty()));

      assertEquals(
          "warehouse shows 2024-03-01-a where nothing was expected: somebody else published"
              + " meanwhile; run it again",
          moved.getMessage());
      store.unflip(late, Optional.empty());
      assertEquals(Optional.of(first.version()), store.pointer());
      store.flip(late, Optional.of(first.version()));
      store.unflip(late, Optional.of(first.version()));
      assertEquals(Optional.of(first.version()), store.pointer());
      store.discard(late);
      assertEquals(List.of(first), store.versions());
      store.unflip(first, Optional.empty());
      assertEquals(Optional.empty(), store.pointer());
    }
  }

  @Test
  void aConnectionThatIsLostAfterTheFlipIsNoFailure(SparkSession spark, PostgresServer server)
      throws Exception {
    String url = database(server);
    try (CuttingProxy proxy = CuttingProxy.before(server.port(), "COMMIT");
        ServingStore direct = store(server, url);
        ServingStore cut = store(server, url.replace(":" + server.port(), ":" + proxy.port()));
        NightLists lists = PlainNights.lists(spark, FIRST)) {
      Publication loaded = PlainNights.loaded(direct, lists, "a");
      cut.flip(loaded, Optional.empty());
      assertEquals(1, proxy.cuts());
      assertEquals(Optional.of("2024-03-01-a"), direct.pointer());
    }
  }

  @Test
  void oneWriterAtATime(PostgresServer server) throws SQLException {
    String url = database(server);
    try (ServingStore store = store(server, url);
        ServingStore other = store(server, url)) {
      try (ServingStore.Lock lock = store.lock("run 1", Duration.ofMinutes(1))) {
        lock.ensureHeld();
        String refused =
            assertThrows(
                    PublicationException.class, () -> other.lock("run 2", Duration.ofMinutes(1)))
                .getMessage();
        assertTrue(refused.startsWith("warehouse is written to by nightjar run 1, pid "), refused);
      }
      other.lock("run 2", Duration.ofMinutes(1)).close();
    }
  }

  @Test
  void aWrongPasswordIsToldWithoutIt(PostgresServer server) throws Exception {
    java.nio.file.Path wrong = java.nio.file.Files.createTempFile("password", ".txt");
    java.nio.file.Files.writeString(wrong, "battery staple");
    try (ServingStore store =
        PostgresStore.open(
            (StoreSettings.Postgres)
                PlainNights.settings(
                        "publish.stores.warehouse { type = postgres, url = \""
                            + server.url()
                            + "\", user = nightjar, password-file = \""
                            + wrong
                            + "\" }")
                    .stores()
                    .get(0))) {
      String message = assertThrows(PublicationException.class, store::live).getMessage();
      assertTrue(
          message.startsWith("warehouse (" + server.url() + "): ")
              && message.contains("password authentication failed")
              && !message.contains("battery"),
          message);
    }
  }

  private static String database(PostgresServer server) throws SQLException {
    String name = "lists_" + DATABASES.incrementAndGet();
    run(server.url(), "CREATE DATABASE " + name);
    return server.url(name);
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
  }

  private static void run(String url, String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(String url, String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static ServingStore store(PostgresServer server, String url, String... more) {
    return PostgresStore.open(
        (StoreSettings.Postgres)
            PlainNights.settings(
                    "publish.postgres.lock-timeout-ms = 200",
                    "publish.stores.warehouse { type = postgres, url = \""
                        + url
                        + "\", user = "
                        + PostgresServer.USER
                        + ", password-file = \""
                        + server.passwordFile()
                        + "\"\n"
                        + String.join("\n", more)
                        + " }")
                .stores()
                .get(0));
  }
}
