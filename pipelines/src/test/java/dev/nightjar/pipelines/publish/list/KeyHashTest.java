package dev.nightjar.pipelines.publish.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyHashTest {

  @Test
  void theBucketIsTheStartOfTheSha256() {
    // printf %s KEY | sha256sum | cut -c1-3
    assertEquals(0x011, KeyHash.bucket("u3"));
    assertEquals(0xe3b, KeyHash.bucket(""));
    assertEquals(0x4a9, KeyHash.bucket("é"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 100, 4096})
  void shardsAreRunsOfBucketsOfNearlyTheSameLength(int shards) {
    int[] buckets = new int[shards];
    int last = 0;
    for (int bucket = 0; bucket < KeyHash.BUCKETS; bucket++) {
      int shard = KeyHash.shard(bucket, shards);
      assertTrue(shard == last || shard == last + 1, "shard " + shard + " after " + last);
      buckets[shard]++;
      last = shard;
    }
    for (int count : buckets) {
      assertTrue(Math.abs(count - KeyHash.BUCKETS / shards) <= 1, count + " buckets in a shard");
    }
  }
}
