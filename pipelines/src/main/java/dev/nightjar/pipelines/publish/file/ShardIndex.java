package dev.nightjar.pipelines.publish.file;

import dev.nightjar.pipelines.publish.list.KeyHash;
import dev.nightjar.pipelines.publish.list.Surface;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where lists lie in a shard, which is sorted by the hash of their keys: for each of a number of
 * equal ranges of hashes, the slots, the offset of its first list, and at the end the length of the
 * shard. Offsets are 8 bytes, the highest first. A bucket has a power of two of slots, which the
 * index's length tells, so that one read of two offsets says which bytes of the shard hold a list.
 */
final class ShardIndex {

  private static final int OFFSET_BYTES = Long.BYTES;
  private static final int LISTS_PER_SLOT = 8;
  private static final int MOST_SLOTS = 1 << 12;
  private static final int BUCKET_SHIFT = 20;

  /** Where bytes lie in a shard. */
  record Range(long start, long end) {}

  private ShardIndex() {}

  /** The path of a shard's index below its version's directory. */
  static String path(Surface surface, int shard) {
    return ShardFile.path(surface, shard).replace(".jsonl", ".index");
  }

  /** Takes the lists of a shard in their order, then gives its index. */
  static final class Builder {

    private final int firstBucket;
    private final int buckets;
    private long[] prefixes = new long[1024];
    private long[] offsets = new long[1024];
    private int lists;

    Builder(int shard, int shards) {
      this.firstBucket = KeyHash.firstBucket(shard, shards);
      this.buckets = KeyHash.firstBucket(shard + 1, shards) - firstBucket;
    }

    /** A list that starts at an offset. */
    void add(String key, long offset) {
      if (lists == prefixes.length) {
        prefixes = Arrays.copyOf(prefixes, 2 * lists);
        offsets = Arrays.copyOf(offsets, 2 * lists);
      }
      prefixes[lists] = KeyHash.prefix(key);
      offsets[lists] = offset;
      lists++;
    }

    /** The index of a shard of that length. */
    byte[] bytes(long end) {
      int perBucket = 1;
      while (perBucket < MOST_SLOTS && (long) perBucket * buckets * LISTS_PER_SLOT < lists) {
        perBucket *= 2;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        int next = 0;
        for (int slot = 0; slot < buckets * perBucket; slot++) {
          while (next < lists && slot(prefixes[next], perBucket, firstBucket) < slot) {
            next++;
          }
          out.writeLong(next < lists ? offsets[next] : end);
        }
        out.writeLong(end);
      } catch (IOException e) {
        throw new UncheckedIOException("index of a shard", e);
      }
      return bytes.toByteArray();
    }
  }

  /** Which bytes of a shard hold the list of a key, if it has one. */
  static Range find(FileSystem files, Path index, int shard, int shards, String key)
      throws IOException {
    int firstBucket = KeyHash.firstBucket(shard, shards);
    int buckets = KeyHash.firstBucket(shard + 1, shards) - firstBucket;
    long length = files.getFileStatus(index).getLen();
    int perBucket = Math.toIntExact((length / OFFSET_BYTES - 1) / buckets);
    try (FSDataInputStream in = files.open(index)) {
      in.seek(slot(KeyHash.prefix(key), perBucket, firstBucket) * OFFSET_BYTES);
      return new Range(in.readLong(), in.readLong());
    }
  }

  private static long slot(long prefix, int perBucket, int firstBucket) {
    return ((prefix * perBucket) >> BUCKET_SHIFT) - (long) firstBucket * perBucket;
  }
}
