package dev.nightjar.pipelines.publish.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.nightjar.pipelines.publish.list.BucketDigests;
import dev.nightjar.pipelines.publish.list.KeyHash;
import dev.nightjar.pipelines.publish.list.ListLine;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.udfs.embed.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads stored files back: their size, their SHA-256, and every list of a shard. */
final class FileCheck {

  /** What a shard holds. */
  private record Shard(long keys, long rows, SortedMap<Integer, String> buckets) {}

  private final FileSystem files;
  private final Path directory;
  private final Publication publication;

  FileCheck(FileSystem files, Path directory, Publication publication) {
    this.files = files;
    this.directory = directory;
    this.publication = publication;
  }

  /** Throws when a file, a list or a sum is not as the manifest says. */
  void run() {
    Map<Surface, SortedMap<Integer, String>> buckets = new EnumMap<>(Surface.class);
    for (Surface surface : Surface.values()) {
      buckets.put(surface, new TreeMap<>());
      long keys = 0;
      long rows = 0;
      for (Shard shard : shards(surface)) {
        keys += shard.keys;
        rows += shard.rows;
        buckets.get(surface).putAll(shard.buckets);
      }
      Publication.Size found = new Publication.Size(keys, rows);
      if (keys == 0 || !found.equals(publication.size(surface))) {
        throw wrong(
            surface.word(), "holds " + found + ", the manifest says " + publication.size(surface));
      }
    }
    String lists = BucketDigests.contentHash(buckets);
    if (!lists.equals(publication.lists())) {
      throw wrong("lists", "have hash " + lists + ", the manifest says " + publication.lists());
    }
    publication.files().parallelStream().filter(f -> !isShard(f)).forEach(this::checkBytes);
  }

  /** The size and SHA-256 of a file as it is stored. */
  static StoredFile describe(FileSystem files, Path directory, String path) throws IOException {
    MessageDigest digest = Sha256.digest();
    long bytes = 0;
    try (InputStream in = files.open(new Path(directory, path))) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        bytes += n;
      }
    }
    return new StoredFile(path, bytes, Sha256.hex(digest));
  }

  private void checkBytes(StoredFile announced) {
    try {
      require(announced, describe(files, directory, announced.path()));
    } catch (IOException e) {
      throw wrong(announced.path(), "cannot be read: " + e.getMessage());
    }
  }

  private void require(StoredFile announced, StoredFile found) {
    if (!found.equals(announced)) {
      throw wrong(
          announced.path(),
          "has "
              + found.bytes()
              + " bytes and SHA-256 "
              + found.sha256()
              + ", the manifest says "
              + announced.bytes()
              + " and "
              + announced.sha256());
    }
  }

  private static boolean isShard(StoredFile file) {
    return file.path().endsWith(".jsonl");
  }

  private List<Shard> shards(Surface surface) {
    return IntStream.range(0, publication.shards())
        .parallel()
        .mapToObj(shard -> shard(surface, announced(ShardFile.path(surface, shard))))
        .toList();
  }

  private StoredFile announced(String path) {
    return publication.files().stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow(() -> wrong(path, "is not in the manifest"));
  }

  private Shard shard(Surface surface, StoredFile announced) {
    String path = announced.path();
    BucketDigests digests = new BucketDigests();
    long keys = 0;
    long rows = 0;
    try (ShardFile file = new ShardFile(files, directory, path)) {
      for (byte[] line = file.next(); line.length > 0; line = file.next()) {
        PublishedList list = ListLine.parse(surface, line);
        int bucket = KeyHash.bucket(list.key());
        check(list, path, KeyHash.shardFile(KeyHash.shard(bucket, publication.shards())));
        digests.add(bucket, line);
        keys++;
        rows += list.items().size();
      }
      require(announced, file.described());
    } catch (JsonProcessingException e) {
      throw wrong(path, "has a line that is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw wrong(path, "cannot be read: " + e.getMessage());
    }
    return new Shard(keys, rows, digests.finish());
  }

  private void check(PublishedList list, String path, String shardFile) {
    Set<String> seen = new HashSet<>();
    boolean distinct = list.items().stream().allMatch(item -> seen.add(item.itemId()));
    boolean scored = list.items().stream().allMatch(item -> Double.isFinite(item.score()));
    if (list.items().isEmpty() || !distinct || !scored) {
      throw wrong(
          path,
          "has a list without items, with an item twice or without a score for '"
              + list.key()
              + "'");
    }
    if (!list.night().equals(publication.night()) || !path.endsWith("/" + shardFile)) {
      throw wrong(
          path,
          "holds the list of '"
              + list.key()
              + "' of night "
              + list.night()
              + ", which belongs to "
              + shardFile
              + " of night "
              + publication.night());
    }
  }

  private PublicationException wrong(String what, String how) {
    return new PublicationException(
        "version " + publication.version() + " is damaged: " + what + " " + how);
  }
}
