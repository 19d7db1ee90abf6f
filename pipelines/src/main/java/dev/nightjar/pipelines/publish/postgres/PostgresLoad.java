package dev.nightjar.pipelines.publish.postgres;

import dev.nightjar.pipelines.publish.list.KeyedLists;
import dev.nightjar.pipelines.publish.list.LineDigest;
import dev.nightjar.pipelines.publish.list.ListLine;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.StoredPart;
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

  /** Writes all lists of a surface; the parts, with the digests of what was sent. */
  static List<StoredFile> load(
      StoreSettings.Postgres settings, int id, Surface surface, NightLists lists) {
    NightLists.Reading reading = lists.reading();
    return lists
        .rows(surface)
        .javaRDD()
        .mapPartitions(part -> new Task(settings, id, surface).load(reading.lists(part)))
        .collect();
  }

  /** One task's work. */
  private record Task(StoreSettings.Postgres settings, int id, Surface surface) {

    Iterator<StoredFile> load(KeyedLists lists) {
      List<StoredFile> written = new ArrayList<>();
      if (!lists.hasNext()) {
        return written.iterator();
      }
      try (Connection connection = Database.connect(settings, "nightjar load")) {
        connection.setAutoCommit(false);
        KeyedLists.Keyed next = lists.next();
        while (next != null) {
          Part part = new Part(next.shard(), new ArrayList<>(), new LineDigest());
          next = copy(connection, part, next, lists);
          finish(connection, part);
          written.add(part.digest.described(StoredPart.path(surface, part.shard)));
        }
      } catch (SQLException e) {
        throw Database.failed(settings, e);
      }
      return written.iterator();
    }

    /** Sends the lists of a part; the first list of the next one, or null. */
    private KeyedLists.Keyed copy(
        Connection connection, Part part, KeyedLists.Keyed first, KeyedLists lists)
        throws SQLException {
      CopyIn copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY " + Schema.part(surface, id) + " (id, key, list) FROM STDIN");
      CopyText text = new CopyText();
      KeyedLists.Keyed next = first;
      try {
        while (next != null && next.shard() == part.shard) {
          part.digest.add(ListLine.render(surface, next.list()));
          part.keys.add(next.list().key());
          text.add(id, next.list().key(), ListLine.items(surface, next.list()));
          if (text.size() >= FLUSH_BYTES) {
            flush(copy, text);
          }
          next = lists.hasNext() ? lists.next() : null;
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

    private void finish(Connection connection, Part part) throws SQLException {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO nightjar.parts (id, surface, shard, keys) VALUES (?, ?, ?, ?)")) {
        insert.setInt(1, id);
        insert.setString(2, surface.word());
        insert.setInt(3, part.shard);
        insert.setArray(4, connection.createArrayOf("text", part.keys.toArray()));
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

  /** What was sent of a part. */
  private record Part(int shard, List<String> keys, LineDigest digest) {}
}
