package dev.nightjar.pipelines.publish.postgres;

import dev.nightjar.pipelines.publish.list.KeyedLine;
import dev.nightjar.pipelines.publish.list.ListLine;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Copies the lists of a surface into a version's table, in Spark's tasks: a part in one transaction
 * with the keys that it has. Of a task that Spark runs twice one transaction fails.
 */
final class PostgresLoad {

  private static final int FLUSH_BYTES = 1 << 16;
  private static final String TWICE = "23505";

  private PostgresLoad() {}

  /** Writes all lists of a surface. */
  static void load(StoreSettings.Postgres settings, int id, Surface surface, NightLists lists) {
    lists.lines(surface).foreachPartition(part -> new Task(settings, id, surface).load(part));
  }

  /** One task's work. */
  private record Task(StoreSettings.Postgres settings, int id, Surface surface) {

    void load(Iterator<KeyedLine> lines) {
      if (!lines.hasNext()) {
        return;
      }
      try (Connection connection = Database.connect(settings, "nightjar load")) {
        connection.setAutoCommit(false);
        KeyedLine next = lines.next();
        while (next != null) {
          int shard = next.shard();
          List<String> keys = new ArrayList<>();
          next = copy(connection, keys, next, lines);
          finish(connection, shard, keys);
        }
      } catch (SQLException e) {
        throw Database.failed(settings, e);
      }
    }

    /** Sends the lists of a part, whose keys it adds; the first list of the next one, or null. */
    private KeyedLine copy(
        Connection connection, List<String> keys, KeyedLine first, Iterator<KeyedLine> lines)
        throws SQLException {
      CopyIn copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY " + Schema.part(surface, id) + " (id, key, list) FROM STDIN");
      CopyText text = new CopyText();
      KeyedLine next = first;
      try {
        while (next != null && next.shard() == first.shard()) {
          keys.add(next.key());
          text.add(id, next.key(), ListLine.items(next.line()));
          if (text.size() >= FLUSH_BYTES) {
            flush(copy, text);
          }
          next = lines.hasNext() ? lines.next() : null;
        }
        flush(copy, text);
        copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
      return next;
    }

    private static void flush(CopyIn copy, CopyText text) throws SQLException {
      byte[] rows = text.take();
      copy.writeToCopy(rows, 0, rows.length);
    }

    private void finish(Connection connection, int shard, List<String> keys) throws SQLException {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO nightjar.parts (id, surface, shard, keys) VALUES (?, ?, ?, ?)")) {
        insert.setInt(1, id);
        insert.setString(2, surface.word());
        insert.setInt(3, shard);
        insert.setArray(4, connection.createArrayOf("text", keys.toArray()));
        insert.executeUpdate();
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        if (!TWICE.equals(e.getSQLState())) {
          throw e;
        }
      }
    }
  }
}
