package dev.nightjar.pipelines.publish;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A JSON-lines file: where it is, and its lines one by one. */
final class ShardFile implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);

  ShardFile(FileSystem files, Path path) throws IOException {
    this.in = new BufferedInputStream(files.open(path), BUFFER_BYTES);
  }

  /** Its path below the version's directory. */
  static String path(Surface surface, int shard) {
    return surface.word() + "/json/" + KeyHash.shardFile(shard);
  }

  /** The list of a key, read from the one shard that can have it. */
  static Optional<PublishedList> find(
      FileSystem files, Path directory, Surface surface, int shards, String key)
      throws IOException {
    byte[] start = ListLine.start(surface, key);
    int shard = KeyHash.shard(KeyHash.bucket(key), shards);
    try (ShardFile file = new ShardFile(files, new Path(directory, path(surface, shard)))) {
      for (byte[] line = file.next(); line.length > 0; line = file.next()) {
        if (line.length > start.length
            && Arrays.equals(line, 0, start.length, start, 0, start.length)) {
          return Optional.of(ListLine.parse(surface, line));
        }
      }
      return Optional.empty();
    }
  }

  /** The next line without its end; empty after the last one. */
  byte[] next() throws IOException {
    line.reset();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
