package dev.nightjar.pipelines.publish.file;

import dev.nightjar.pipelines.publish.list.KeyHash;
import dev.nightjar.pipelines.publish.list.ListItem;
import dev.nightjar.pipelines.publish.list.ListLine;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.udfs.embed.model.Sha256;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.MapFile;
import org.apache.hadoop.io.Text;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/**
 * How long one list takes to find in a shard: by reading it, by its index, and in two formats that
 * others maintain. Arguments: a directory, how many keys, items a list.
 */
final class IndexSpeed {

  private static final int SHARDS = 16;
  private static final int LOOKUPS = 4000;

  private IndexSpeed() {}

  /** A way to find a list. */
  private interface Lookup {
    boolean finds(String key) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    Path root = Files.createDirectories(Path.of(arguments[0]));
    int keys = Integer.parseInt(arguments[1]);
    PublishedList shape = shape(Integer.parseInt(arguments[2]));
    FileSystem files =
        StoreFiles.of(new org.apache.hadoop.fs.Path(root.toUri()), new Configuration());
    List<List<String>> shards = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      shards.add(new ArrayList<>());
    }
    for (int key = 0; key < keys; key++) {
      shards.get(KeyHash.shard(KeyHash.bucket("U" + key), SHARDS)).add("U" + key);
    }
    long start = System.nanoTime();
    List<StoredFile> written = new ArrayList<>();
    long bytes = 0;
    for (int shard = 0; shard < SHARDS; shard++) {
      shards.get(shard).sort(Comparator.comparing(Sha256::of));
      bytes += writeShard(root, shard, shards.get(shard), shape);
      written.add(new StoredFile(ShardIndex.path(Surface.RECOMMENDATIONS, shard), 0, ""));
    }
    told("write", keys, "seconds", (System.nanoTime() - start) / 1e9, bytes / keys);
    Publication indexed =
        new Publication.Draft("2024-03-01-x").night("2024-03-01").shards(SHARDS).publication();
    org.apache.hadoop.fs.Path directory = new org.apache.hadoop.fs.Path(root.toUri());
    measure(
        "scan",
        keys,
        Math.min(LOOKUPS, 40_000_000 / keys),
        key -> ShardFile.find(files, directory, Surface.RECOMMENDATIONS, indexed, key).isPresent());
    Publication with = indexed.with(written);
    measure(
        "index",
        keys,
        LOOKUPS,
        key -> ShardFile.find(files, directory, Surface.RECOMMENDATIONS, with, key).isPresent());
    mapFile(root, keys, shape);
    rocks(root, keys, shape);
  }

  private static long writeShard(Path root, int shard, List<String> keys, PublishedList shape)
      throws Exception {
    Path file = root.resolve(ShardFile.path(Surface.RECOMMENDATIONS, shard));
    Files.createDirectories(file.getParent());
    ShardIndex.Builder index = new ShardIndex.Builder(shard, SHARDS);
    long bytes = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (String key : keys) {
        index.add(key, bytes);
        byte[] line = line(key, shape);
        out.write(line);
        out.write('\n');
        bytes += line.length + 1;
      }
    }
    Files.write(root.resolve(ShardIndex.path(Surface.RECOMMENDATIONS, shard)), index.bytes(bytes));
    return bytes;
  }

  private static void mapFile(Path root, int keys, PublishedList shape) throws Exception {
    Configuration conf = new Configuration();
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(root.resolve("map").toUri());
    String[] sorted = sorted(keys);
    long start = System.nanoTime();
    try (MapFile.Writer writer =
        new MapFile.Writer(
            conf,
            path,
            MapFile.Writer.keyClass(Text.class),
            MapFile.Writer.valueClass(BytesWritable.class))) {
      for (String key : sorted) {
        writer.append(new Text(key), new BytesWritable(line(key, shape)));
      }
    }
    told("mapfile-write", keys, "seconds", (System.nanoTime() - start) / 1e9, 0);
    try (MapFile.Reader reader = new MapFile.Reader(path, conf)) {
      BytesWritable value = new BytesWritable();
      measure("mapfile", keys, LOOKUPS, key -> reader.get(new Text(key), value) != null);
    }
  }

  private static void rocks(Path root, int keys, PublishedList shape) throws Exception {
    RocksDB.loadLibrary();
    long start = System.nanoTime();
    try (Options options = new Options().setCreateIfMissing(true);
        RocksDB rocks = RocksDB.open(options, root.resolve("rocks").toString())) {
      for (String key : sorted(keys)) {
        rocks.put(key.getBytes(StandardCharsets.UTF_8), line(key, shape));
      }
      rocks.compactRange();
      told("rocksdb-write", keys, "seconds", (System.nanoTime() - start) / 1e9, 0);
      measure(
          "rocksdb", keys, LOOKUPS, key -> rocks.get(key.getBytes(StandardCharsets.UTF_8)) != null);
    }
  }

  private static void measure(String how, int keys, int lookups, Lookup lookup) throws Exception {
    double seconds = 0;
    for (int round = 0; round < 2; round++) {
      Random random = new Random(round);
      long start = System.nanoTime();
      for (int i = 0; i < lookups; i++) {
        String key = "U" + random.nextInt(keys);
        if (!lookup.finds(key)) {
          throw new AssertionError(how + " does not find " + key);
        }
      }
      seconds = (System.nanoTime() - start) / 1e9;
    }
    told(how, keys, "micros_a_list", seconds / lookups * 1e6, 0);
  }

  private static void told(String how, int keys, String name, double value, long bytes) {
    System.out.printf(
        Locale.ROOT,
        "RESULT how=%s keys=%d %s=%.1f%s%n",
        how,
        keys,
        name,
        value,
        bytes > 0 ? " bytes_a_list=" + bytes : "");
  }

  private static String[] sorted(int keys) {
    String[] sorted = new String[keys];
    Arrays.setAll(sorted, key -> "U" + key);
    Arrays.sort(sorted);
    return sorted;
  }

  private static byte[] line(String key, PublishedList shape) {
    return ListLine.render(
        Surface.RECOMMENDATIONS, new PublishedList(key, shape.night(), shape.items()));
  }

  private static PublishedList shape(int items) {
    List<ListItem> listed = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      listed.add(
          new ListItem(
              "I00" + (1000 + i),
              "A title of some length, No. " + i,
              1.0 / (i + 1),
              "als",
              List.of("liked by people like you")));
    }
    return new PublishedList("", "2024-03-01", listed);
  }
}
