package dev.nightjar.pipelines.publish.postgres;

import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.Surface;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The names of tables and views, and how they come to be. */
final class Schema {

  /** The first that detaches a partition while others read. */
  private static final int LEAST_SERVER = 140_000;

  private Schema() {}

  /** The view of a surface. */
  static String view(Surface surface) {
    return "nightjar." + word(surface);
  }

  /** The partitioned table behind it. */
  static String lists(Surface surface) {
    return "nightjar." + word(surface) + "_lists";
  }

  /** The partition of a version. */
  static String part(Surface surface, int id) {
    return "nightjar." + word(surface) + "_" + id;
  }

  private static String word(Surface surface) {
    return surface.word().replace('-', '_');
  }

  /** Makes what is missing. Nothing that is there is touched, which would make readers wait. */
  static void create(Connection connection, String store, String reader) throws SQLException {
    if (number(connection, "SELECT current_setting('server_version_num')::int") < LEAST_SERVER) {
      throw new PublicationException(
          store + " is an older PostgreSQL than 14; take a newer one, which lets readers go on");
    }
    if (!exists(connection, "nightjar.versions")) {
      Database.run(
          connection,
          "CREATE SCHEMA IF NOT EXISTS nightjar",
          "CREATE TABLE IF NOT EXISTS nightjar.live"
              + " (single boolean PRIMARY KEY DEFAULT true CHECK (single), id int NOT NULL)",
          "CREATE TABLE IF NOT EXISTS nightjar.parts (id int NOT NULL, surface text NOT NULL,"
              + " shard int NOT NULL, keys text[] NOT NULL, PRIMARY KEY (id, surface, shard))",
          "CREATE TABLE IF NOT EXISTS nightjar.versions (id int GENERATED ALWAYS AS IDENTITY"
              + " PRIMARY KEY, version text NOT NULL UNIQUE, night date NOT NULL,"
              + " whole boolean NOT NULL DEFAULT false, manifest text NOT NULL)");
    }
    for (Surface surface : Surface.values()) {
      if (!exists(connection, view(surface))) {
        Database.run(
            connection,
            "CREATE TABLE IF NOT EXISTS "
                + lists(surface)
                + " (id int NOT NULL, key text NOT NULL, list jsonb NOT NULL)"
                + " PARTITION BY LIST (id)",
            "CREATE VIEW "
                + view(surface)
                + " AS SELECT l.key, l.list, v.night, v.version FROM nightjar.live p"
                + " JOIN nightjar.versions v ON v.id = p.id JOIN "
                + lists(surface)
                + " l ON l.id = p.id");
      }
    }
    if (!reader.isEmpty()) {
      String role = "\"" + reader.replace("\"", "\"\"") + "\"";
      Database.run(
          connection,
          "GRANT USAGE ON SCHEMA nightjar TO " + role,
          "GRANT SELECT ON nightjar.recommendations, nightjar.similar_items TO " + role);
    }
  }

  /** An empty table for a version's lists, which no reader sees. */
  static void createPart(Connection connection, Surface surface, int id) throws SQLException {
    Database.run(
        connection,
        "CREATE TABLE "
            + part(surface, id)
            + " (id int NOT NULL CHECK (id = "
            + id
            + "), key text NOT NULL, list jsonb NOT NULL)");
  }

  /**
   * Makes a filled table a partition. Its lists are found by key before readers plan with it;
   * nobody plans with what stands in them, which would take longest to look at.
   */
  static void attach(Connection connection, Surface surface, int id) throws SQLException {
    String part = part(surface, id);
    if (!isAttached(connection, surface, id)) {
      Database.run(
          connection,
          "CREATE UNIQUE INDEX IF NOT EXISTS "
              + part.substring("nightjar.".length())
              + "_key ON "
              + part
              + " (key)",
          "ANALYZE " + part + " (id, key)",
          "ALTER TABLE "
              + lists(surface)
              + " ATTACH PARTITION "
              + part
              + " FOR VALUES IN ("
              + id
              + ")");
    }
  }

  /** Drops a version's table. No new reader plans with it once it is detached. */
  static void drop(Connection connection, Surface surface, int id) throws SQLException {
    String part = part(surface, id);
    String pending =
        text(
            connection,
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = to_regclass('"
                + lists(surface)
                + "') AND inhdetachpending");
    if (!pending.isEmpty()) {
      Database.run(
          connection,
          "ALTER TABLE " + lists(surface) + " DETACH PARTITION " + pending + " FINALIZE");
    }
    if (isAttached(connection, surface, id)) {
      Database.run(
          connection,
          "ALTER TABLE " + lists(surface) + " DETACH PARTITION " + part + " CONCURRENTLY");
    }
    Database.run(connection, "DROP TABLE IF EXISTS " + part);
  }

  private static boolean isAttached(Connection connection, Surface surface, int id)
      throws SQLException {
    return number(
            connection,
            "SELECT count(*) FROM pg_inherits WHERE inhrelid = to_regclass('"
                + part(surface, id)
                + "') AND inhparent = to_regclass('"
                + lists(surface)
                + "')")
        > 0;
  }

  static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }
}
