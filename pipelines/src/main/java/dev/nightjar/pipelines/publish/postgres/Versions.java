package dev.nightjar.pipelines.publish.postgres;

import dev.nightjar.pipelines.publish.list.ManifestJson;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublicationException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rows of {@code nightjar.versions} and the pointer in {@code nightjar.live}. */
final class Versions {

  /** A version's row. */
  record Row(int id, boolean whole, Publication publication) {}

  private final Database database;
  private final String store;

  Versions(Database database, String store) {
    this.database = database;
    this.store = store;
  }

  /** All of them, the one written last first; none before the first publication. */
  List<Row> all() {
    return database.ask(
        connection -> {
          List<Row> all = new ArrayList<>();
          if (!Schema.exists(connection, "nightjar.versions")) {
            return all;
          }
          try (PreparedStatement query =
                  connection.prepareStatement("SELECT id, whole, manifest FROM nightjar.versions");
              ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
              all.add(
                  new Row(
                      rows.getInt(1),
                      rows.getBoolean(2),
                      ManifestJson.read(rows.getString(3), store)));
            }
          }
          all.sort(Comparator.comparing(Row::publication, Publication.NEWEST_FIRST));
          return all;
        });
  }

  Optional<Row> find(String version) {
    return all().stream().filter(row -> row.publication().version().equals(version)).findFirst();
  }

  /** The version that is live. */
  Optional<String> pointer() {
    return database.ask(
        connection ->
            Schema.exists(connection, "nightjar.versions")
                ? pointer(connection, "")
                : Optional.empty());
  }

  /** Notes a version that is being loaded. */
  void announce(Publication publication) {
    database.transaction(
        connection ->
            update(
                connection,
                "INSERT INTO nightjar.versions (version, night, manifest) VALUES (?, ?, ?)"
                    + " ON CONFLICT DO NOTHING",
                publication.version(),
                Date.valueOf(publication.night()),
                ManifestJson.text(publication)));
  }

  /** Moves the pointer in one short transaction, and says that the version is whole. */
  void flip(Publication to, Optional<String> from) {
    database.transaction(
        connection -> {
          Optional<String> now = pointer(connection, " FOR UPDATE OF p");
          if (now.equals(Optional.of(to.version()))) {
            return 0;
          }
          if (!now.equals(from)) {
            throw new PublicationException(
                store
                    + " shows "
                    + now.orElse("nothing")
                    + " where "
                    + from.orElse("nothing")
                    + " was expected: somebody else published meanwhile; run it again");
          }
          update(
              connection,
              "UPDATE nightjar.versions SET whole = true, manifest = ? WHERE version = ?",
              ManifestJson.text(to),
              to.version());
          return update(
              connection,
              (now.isPresent() ? "UPDATE nightjar.live SET id =" : "INSERT INTO nightjar.live (id)")
                  + " (SELECT id FROM nightjar.versions WHERE version = ?)",
              to.version());
        });
  }

  /** Puts the pointer back where it holds a version. */
  void unflip(String flipped, Optional<String> to) {
    String held = " WHERE id = (SELECT id FROM nightjar.versions WHERE version = ?)";
    database.transaction(
        connection ->
            to.isPresent()
                ? update(
                    connection,
                    "UPDATE nightjar.live SET id = v.id FROM nightjar.versions v WHERE v.version ="
                        + " ? AND nightjar.live.id ="
                        + " (SELECT id FROM nightjar.versions WHERE version = ?)",
                    to.get(),
                    flipped)
                : update(connection, "DELETE FROM nightjar.live" + held, flipped));
  }

  /** From now on nobody goes back to a version. */
  void doom(int id) {
    database.transaction(
        connection ->
            update(connection, "UPDATE nightjar.versions SET whole = false WHERE id = ?", id));
  }

  /** Forgets a version whose tables are gone. */
  void forget(int id) {
    database.transaction(
        connection ->
            update(connection, "DELETE FROM nightjar.parts WHERE id = ?", id)
                + update(connection, "DELETE FROM nightjar.versions WHERE id = ?", id));
  }

  private static Optional<String> pointer(Connection connection, String lock) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT v.version FROM nightjar.live p JOIN nightjar.versions v ON v.id = p.id"
                    + lock);
        ResultSet rows = query.executeQuery()) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    }
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
