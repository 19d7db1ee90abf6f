package dev.nightjar.pipelines.publish.postgres;

import dev.nightjar.pipelines.publish.list.LineDigest;
import dev.nightjar.pipelines.publish.list.ListLine;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.StoredPart;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lists of a shard as the database has them now, a batch of keys at a time. */
final class PostgresPart implements StoredPart {

  private static final byte[] END = {};
  private static final int BATCH = 500;

  private final Connection connection;
  private final String night;
  private final int id;
  private final Surface surface;
  private final int shard;
  private final List<String> keys;
  private final Map<String, String> fetched = new HashMap<>();
  private final LineDigest digest = new LineDigest();
  private int next;

  private PostgresPart(Connection connection, String night, int id, Surface surface, int shard)
      throws SQLException {
    this.connection = connection;
    this.night = night;
    this.id = id;
    this.surface = surface;
    this.shard = shard;
    this.keys = keys();
  }

  /** The parts of a version. */
  static StoredPart.Source of(StoreSettings.Postgres settings, String night, int id) {
    return new StoredPart.Source() {
      @Override
      public String path(Surface surface, int shard) {
        return StoredPart.path(surface, shard);
      }

      @Override
      public StoredPart open(Surface surface, int shard) throws IOException {
        try {
          Connection connection = Database.connect(settings, "nightjar verify");
          return new PostgresPart(connection, night, id, surface, shard);
        } catch (SQLException e) {
          throw new IOException(e.getMessage(), e);
        }
      }
    };
  }

  @Override
  public byte[] next() throws IOException {
    if (next == keys.size()) {
      return END;
    }
    if (next % BATCH == 0) {
      fetch(keys.subList(next, Math.min(next + BATCH, keys.size())));
    }
    String key = keys.get(next);
    next++;
    String items = fetched.get(key);
    if (items == null) {
      throw new IOException("the list of '" + key + "' is missing");
    }
    byte[] line =
        ListLine.render(
            surface,
            new PublishedList(
                key, night, ListLine.parseItems(surface, items.getBytes(StandardCharsets.UTF_8))));
    digest.add(line);
    return line;
  }

  @Override
  public StoredFile described() {
    return digest.described(StoredPart.path(surface, shard));
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private List<String> keys() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT keys FROM nightjar.parts WHERE id = ? AND surface = ? AND shard = ?")) {
      query.setInt(1, id);
      query.setString(2, surface.word());
      query.setInt(3, shard);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? List.of((String[]) rows.getArray(1).getArray()) : List.of();
      }
    }
  }

  private void fetch(List<String> batch) throws IOException {
    fetched.clear();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT key, list::text FROM " + Schema.part(surface, id) + " WHERE key = ANY (?)")) {
      query.setArray(1, connection.createArrayOf("text", batch.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          fetched.put(rows.getString(1), rows.getString(2));
        }
      }
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
