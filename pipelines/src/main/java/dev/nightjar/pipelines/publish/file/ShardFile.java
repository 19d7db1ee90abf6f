package dev.nightjar.pipelines.publish.file;

import dev.nightjar.pipelines.publish.list.KeyHash;
import dev.nightjar.pipelines.publish.list.ListLine;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.StoredPart;
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
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A JSON-lines file: where it is, and its lines one by one. */
final class ShardFile implements StoredPart {

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

  /** The list of a key, from the one shard that can have it: by its index, where it has one. */
  static Optional<PublishedList> find(
      FileSystem files, Path directory, Surface surface, Publication version, String key)
      throws IOException {
    int shard = KeyHash.shard(KeyHash.bucket(key), version.shards());
    String index = ShardIndex.path(surface, shard);
    if (version.files().stream().anyMatch(file -> file.path().equals(index))) {
      ShardIndex.Range range =
          ShardIndex.find(files, new Path(directory, index), shard, version.shards(), key);
      return among(read(files, new Path(directory, path(surface, shard)), range), surface, key);
    }
    try (ShardFile file = new ShardFile(files, directory, path(surface, shard))) {
      byte[] start = ListLine.start(surface, key);
      for (byte[] line = file.next(); line.length > 0; line = file.next()) {
        if (line.length > start.length
            && Arrays.equals(line, 0, start.length, start, 0, start.length)) {
          return Optional.of(ListLine.parse(surface, line));
        }
      }
      return Optional.empty();
    }
  }

  private static byte[] read(FileSystem files, Path shard, ShardIndex.Range range)
      throws IOException {
    byte[] lines = new byte[Math.toIntExact(range.end() - range.start())];
    if (lines.length > 0) {
      try (FSDataInputStream in = files.open(shard)) {
        in.readFully(range.start(), lines);
      }
    }
    return lines;
  }

  /** The list of a key among whole lines. */
  private static Optional<PublishedList> among(byte[] lines, Surface surface, String key)
      throws IOException {
    byte[] start = ListLine.start(surface, key);
    int from = 0;
    for (int at = 0; at < lines.length; at++) {
      if (lines[at] == '\n') {
        int compared = Math.min(from + start.length, at);
        if (Arrays.equals(lines, from, compared, start, 0, start.length)) {
          return Optional.of(ListLine.parse(surface, Arrays.copyOfRange(lines, from, at)));
        }
        from = at + 1;
      }
    }
    return Optional.empty();
  }

  @Override
  public byte[] next() throws IOException {
    line.reset();
    int b = in.read();
    for (; b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    bytes += line.size() + (b == '\n' ? 1 : 0);
    return line.toByteArray();
  }

  @Override
  public StoredFile described() {
    return new StoredFile(path, bytes, Sha256.hex(digest));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
