package dev.nightjar.pipelines.publish.list;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.settings.choice.PublishedField;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads a version back from any store: every list of every part, how many there are, the SHA-256 of
 * each part and of all lists.
 */
public final class VersionCheck {

  /** What a part holds. */
  private record Part(long keys, long rows, SortedMap<Integer, String> buckets) {}

  private final Publication publication;
  private final StoredPart.Source source;
  private final Map<String, StoredFile> announced;

  public VersionCheck(Publication publication, StoredPart.Source source) {
    this.publication = publication;
    this.source = source;
    this.announced =
        publication.files().stream()
            .collect(Collectors.toMap(StoredFile::path, Function.identity()));
  }

  /** Throws when a part, a list or a sum is not as the manifest says. */
  public void run() {
    Map<Surface, SortedMap<Integer, String>> buckets = new EnumMap<>(Surface.class);
    for (Surface surface : Surface.values()) {
      buckets.put(surface, new TreeMap<>());
      long keys = 0;
      long rows = 0;
      for (Part part : parts(surface)) {
        keys += part.keys;
        rows += part.rows;
        buckets.get(surface).putAll(part.buckets);
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
  }

  /** Throws when what was found is not what the manifest says of it. */
  public void require(StoredFile found) {
    StoredFile wanted = announced(found.path());
    if (!found.equals(wanted)) {
      throw wrong(
          found.path(),
          "has "
              + found.bytes()
              + " bytes and SHA-256 "
              + found.sha256()
              + ", the manifest says "
              + wanted.bytes()
              + " and "
              + wanted.sha256());
    }
  }

  /** What to throw of a damaged version. */
  public PublicationException wrong(String what, String how) {
    return new PublicationException(
        "version " + publication.version() + " is damaged: " + what + " " + how);
  }

  private StoredFile announced(String path) {
    StoredFile file = announced.get(path);
    if (file == null) {
      throw wrong(path, "is not in the manifest");
    }
    return file;
  }

  private List<Part> parts(Surface surface) {
    return IntStream.range(0, publication.shards())
        .parallel()
        .mapToObj(shard -> part(surface, shard))
        .toList();
  }

  private Part part(Surface surface, int shard) {
    String path = source.path(surface, shard);
    announced(path);
    BucketDigests digests = new BucketDigests();
    long keys = 0;
    long rows = 0;
    try (StoredPart part = source.open(surface, shard)) {
      for (byte[] line = part.next(); line.length > 0; line = part.next()) {
        PublishedList list = ListLine.parse(surface, line);
        int bucket = KeyHash.bucket(list.key());
        check(list, path, shard, KeyHash.shard(bucket, publication.shards()));
        digests.add(bucket, line);
        keys++;
        rows += list.items().size();
      }
      require(part.described());
    } catch (JsonProcessingException e) {
      throw wrong(path, "has a line that is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw wrong(path, "cannot be read: " + e.getMessage());
    }
    return new Part(keys, rows, digests.finish());
  }

  private void check(PublishedList list, String path, int found, int wanted) {
    Set<String> seen = new HashSet<>();
    boolean distinct = list.items().stream().allMatch(item -> seen.add(item.itemId()));
    boolean scored =
        list.items().stream()
            .allMatch(i -> !i.shows(PublishedField.SCORE) || Double.isFinite(i.score()));
    if (list.items().isEmpty() || !distinct || !scored) {
      throw wrong(
          path,
          "has a list without items, with an item twice or without a score for '"
              + list.key()
              + "'");
    }
    if (!list.night().equals(publication.night()) || found != wanted) {
      throw wrong(
          path,
          "holds the list of '"
              + list.key()
              + "' of night "
              + list.night()
              + ", which belongs to "
              + KeyHash.shardFile(wanted)
              + " of night "
              + publication.night());
    }
  }
}
