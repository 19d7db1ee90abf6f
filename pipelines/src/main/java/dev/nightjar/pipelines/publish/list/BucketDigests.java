package dev.nightjar.pipelines.publish.list;

import dev.nightjar.udfs.embed.model.Sha256;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One SHA-256 for all lists, whatever the number of shards: a digest of each bucket's lines in the
 * order of their keys' hashes, then a digest of those digests.
 */
public final class BucketDigests {

  private final TreeMap<Integer, String> closed = new TreeMap<>();
  private final MessageDigest digest = Sha256.digest();
  private int open = -1;

  /** Takes the next line of a bucket; a bucket's lines come one after the other. */
  public void add(int bucket, byte[] line) {
    if (bucket != open) {
      close();
      open = bucket;
    }
    digest.update(line);
    digest.update((byte) '\n');
  }

  /** The digest of every bucket that has lines. */
  public SortedMap<Integer, String> finish() {
    close();
    open = -1;
    return Collections.unmodifiableSortedMap(closed);
  }

  /**
   * The content hash of lists: SHA-256 over, surface after surface, its word and a line {@code
   * BUCKET DIGEST} for each of its buckets in ascending order.
   */
  public static String contentHash(Map<Surface, SortedMap<Integer, String>> buckets) {
    StringBuilder text = new StringBuilder();
    for (Surface surface : Surface.values()) {
      text.append(surface.word()).append('\n');
      buckets
          .getOrDefault(surface, new TreeMap<>())
          .forEach((bucket, hash) -> text.append(bucket).append(' ').append(hash).append('\n'));
    }
    return Sha256.of(text.toString());
  }

  private void close() {
    if (open < 0) {
      return;
    }
    if (closed.put(open, Sha256.hex(digest)) != null) {
      throw new IllegalStateException("bucket " + open + " came twice; its lists are not sorted");
    }
  }
}
