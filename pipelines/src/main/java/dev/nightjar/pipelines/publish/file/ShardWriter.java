package dev.nightjar.pipelines.publish.file;

import dev.nightjar.pipelines.publish.list.KeyedLine;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.udfs.embed.model.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes the JSON-lines shards of a surface, in Spark's tasks. A task writes beside the version and
 * moves a whole shard into it, so that a task which Spark runs twice cannot mix two attempts.
 */
final class ShardWriter {

  /** Directory of shards in the making. */
  static final String ATTEMPTS = "_attempts";

  private ShardWriter() {}

  /** Writes all lists of a surface; the indexes, with the digests of what was sent. */
  static List<StoredFile> write(
      SerializableConfiguration conf,
      String versionPath,
      Surface surface,
      int shards,
      NightLists lists) {
    return lists
        .lines(surface)
        .mapPartitions(part -> writeShards(conf, versionPath, surface, shards, part))
        .collect();
  }

  private static Iterator<StoredFile> writeShards(
      SerializableConfiguration conf,
      String versionPath,
      Surface surface,
      int shards,
      Iterator<KeyedLine> lines)
      throws IOException {
    FileSystem files = StoreFiles.of(new Path(versionPath), conf.value());
    List<StoredFile> written = new ArrayList<>();
    KeyedLine next = lines.hasNext() ? lines.next() : null;
    while (next != null) {
      int shard = next.shard();
      String name = ShardFile.path(surface, shard);
      Path attempts = new Path(versionPath, ATTEMPTS + "/" + TaskContext.get().taskAttemptId());
      Path attempt = new Path(attempts, name);
      ShardIndex.Builder index = new ShardIndex.Builder(shard, shards);
      long bytes = 0;
      try (OutputStream out = new BufferedOutputStream(files.create(attempt, true), 1 << 16)) {
        while (next != null && next.shard() == shard) {
          index.add(next.key(), bytes);
          out.write(next.line());
          out.write('\n');
          bytes += next.line().length + 1L;
          next = lines.hasNext() ? lines.next() : null;
        }
      }
      moveInto(files, attempt, new Path(versionPath, name));
      String indexName = ShardIndex.path(surface, shard);
      byte[] indexBytes = index.bytes(bytes);
      try (OutputStream out = files.create(new Path(attempts, indexName), true)) {
        out.write(indexBytes);
      }
      moveInto(files, new Path(attempts, indexName), new Path(versionPath, indexName));
      written.add(new StoredFile(indexName, indexBytes.length, Sha256.of(indexBytes)));
    }
    return written.iterator();
  }

  private static void moveInto(FileSystem files, Path attempt, Path shard) throws IOException {
    files.mkdirs(shard.getParent());
    if (!files.exists(shard) && !files.rename(attempt, shard) && !files.exists(shard)) {
      throw new IOException("cannot move " + attempt + " to " + shard);
    }
  }
}
