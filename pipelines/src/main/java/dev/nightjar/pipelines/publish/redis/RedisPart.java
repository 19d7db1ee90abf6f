package dev.nightjar.pipelines.publish.redis;

import dev.nightjar.pipelines.publish.list.LineDigest;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.StoredPart;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The lists of a shard as the server has them now, a batch at a time. */
final class RedisPart implements StoredPart {

  private static final byte[] END = {};

  private final RedisServer server;
  private final String version;
  private final Surface surface;
  private final int shard;
  private final LineDigest digest = new LineDigest();
  private final Deque<byte[]> lines = new ArrayDeque<>();
  private int batch;

  private RedisPart(RedisServer server, String version, Surface surface, int shard) {
    this.server = server;
    this.version = version;
    this.surface = surface;
    this.shard = shard;
  }

  /** The parts of a version, each read by a connection of its own. */
  static StoredPart.Source of(StoreSettings.Redis settings, String version) {
    return new StoredPart.Source() {
      @Override
      public String path(Surface surface, int shard) {
        return StoredPart.path(surface, shard);
      }

      @Override
      public StoredPart open(Surface surface, int shard) {
        return new RedisPart(new RedisServer(settings), version, surface, shard);
      }
    };
  }

  @Override
  public byte[] next() throws IOException {
    if (lines.isEmpty() && !fetch()) {
      return END;
    }
    byte[] line = lines.remove();
    digest.add(line);
    return line;
  }

  @Override
  public StoredFile described() {
    return digest.described(StoredPart.path(surface, shard));
  }

  @Override
  public void close() {
    server.close();
  }

  private boolean fetch() throws IOException {
    Optional<List<String>> keys = server.keys(surface, version, shard, batch);
    batch++;
    if (keys.isEmpty()) {
      return false;
    }
    List<byte[]> found =
        server.askAll(
            pipeline ->
                keys.get().stream()
                    .map(key -> pipeline.get(RedisKeys.list(surface, version, key)))
                    .toList());
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i) == null) {
        throw new IOException("the list of '" + keys.get().get(i) + "' is missing");
      }
      lines.add(found.get(i));
    }
    return true;
  }
}
