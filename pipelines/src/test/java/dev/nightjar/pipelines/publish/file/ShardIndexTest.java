package dev.nightjar.pipelines.publish.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.publish.list.KeyHash;
import dev.nightjar.udfs.embed.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShardIndexTest {

  private static final int LIST_BYTES = 10;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 3", "3, 20", "16, 5000", "7, 100000", "4096, 50000"})
  void everyListLiesInTheRangeOfItsKeyAndRangesAreShort(int shards, int keys) throws IOException {
    FileSystem files =
        StoreFiles.of(new org.apache.hadoop.fs.Path(directory.toUri()), new Configuration());
    List<List<String>> sorted = new ArrayList<>();
    IntStream.range(0, shards).forEach(shard -> sorted.add(new ArrayList<>()));
    IntStream.range(0, keys)
        .mapToObj(key -> "U" + key)
        .sorted(Comparator.comparing(Sha256::of))
        .forEach(key -> sorted.get(KeyHash.shard(KeyHash.bucket(key), shards)).add(key));
    long widest = 0;
    for (int shard = 0; shard < shards; shard += Math.max(1, shards / 8)) {
      List<String> lists = sorted.get(shard);
      ShardIndex.Builder builder = new ShardIndex.Builder(shard, shards);
      for (int list = 0; list < lists.size(); list++) {
        builder.add(lists.get(list), (long) list * LIST_BYTES);
      }
      long end = (long) lists.size() * LIST_BYTES;
      Path index = directory.resolve("index-" + shard);
      Files.write(index, builder.bytes(end));
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(index.toUri());
      for (int list = 0; list < lists.size(); list += 7) {
        ShardIndex.Range range = ShardIndex.find(files, path, shard, shards, lists.get(list));
        long offset = (long) list * LIST_BYTES;
        assertTrue(
            range.start() <= offset && offset + LIST_BYTES <= range.end(),
            lists.get(list) + " at " + offset + " is not in " + range);
        assertTrue(range.end() <= end, range + " is longer than " + end);
        widest = Math.max(widest, (range.end() - range.start()) / LIST_BYTES);
      }
    }
    assertTrue(widest <= 40, widest + " lists are read for one");
    assertEquals(4096, KeyHash.firstBucket(shards, shards));
  }
}
