package dev.nightjar.pipelines.publish.list;

import dev.nightjar.udfs.embed.model.Sha256;
import java.util.Locale;

/**
 * Where a key's list is. The bucket of a key is the number in the first three hexadecimal digits of
 * the SHA-256 of its UTF-8 bytes; shard {@code s} of {@code n} holds the buckets {@code b} with
 * {@code b * n / 4096 = s} in whole numbers. In a shell, {@code printf %s KEY | sha256sum | cut
 * -c1-3}; in Python, {@code int(sha256(key.encode()).hexdigest()[:3], 16) * n // 4096}.
 */
public final class KeyHash {

  static final int BUCKETS = 4096;
  private static final int BUCKET_DIGITS = 3;
  private static final int PREFIX_DIGITS = 8;

  private KeyHash() {}

  public static int bucket(String key) {
    return bucketOfHash(Sha256.of(key));
  }

  static int bucketOfHash(String sha256) {
    return Integer.parseInt(sha256.substring(0, BUCKET_DIGITS), 16);
  }

  public static int shard(int bucket, int shards) {
    return bucket * shards / BUCKETS;
  }

  /** The first bucket of a shard, or the number of buckets for the shard behind the last. */
  public static int firstBucket(int shard, int shards) {
    return (shard * BUCKETS + shards - 1) / shards;
  }

  /** The number in the first eight hexadecimal digits of a key's hash. */
  public static long prefix(String key) {
    return Long.parseLong(Sha256.of(key).substring(0, PREFIX_DIGITS), 16);
  }

  public static String shardFile(int shard) {
    return String.format(Locale.ROOT, "shard-%05d.jsonl", shard);
  }
}
