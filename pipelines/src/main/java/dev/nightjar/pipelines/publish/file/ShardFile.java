package dev.nightjar.pipelines.publish.file;

import dev.nightjar.pipelines.publish.list.KeyHash;
import dev.nightjar.pipelines.publish.list.ListLine;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.udfs.embed.model.Sha256;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A JSON-lines file: where it is, and its lines one by one. */
final class ShardFile implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final String path;
  private final MessageDigest digest = Sha256.digest();
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
  private long bytes;

  /** Opens the file {@code path} below a version's directory. */
  ShardFile(FileSystem files, Path directory, String path) throws IOException {
    this.path = path;
    InputStream stored = files.open(new Path(directory, path));
    this.in = new BufferedInputStream(new DigestInputStream(stored, digest), BUFFER_BYTES);
  }

  /** The path of a shard below its version's directory. */
  static String path(Surface surface, int shard) {
    return surface.word() + "/json/" + KeyHash.shardFile(shard);
  }

  /** The list of a key, read from the one shard that can have it. */
  static Optional<PublishedList> find(
      FileSystem files, Path directory, Surface surface, int shards, String key)
      throws IOException {
    byte[] start = ListLine.start(surface, key);
    int shard = KeyHash.shard(KeyHash.bucket(key), shards);
    try (ShardFile file = new ShardFile(files, directory, path(surface, shard))) {
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
    int b = in.read();
    for (; b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    bytes += line.size() + (b == '\n' ? 1 : 0);
    return line.toByteArray();
  }

  /** What the file is, once all of it was read. */
  StoredFile described() {
    return new StoredFile(path, bytes, Sha256.hex(digest));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
