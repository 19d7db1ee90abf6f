package dev.nightjar.pipelines.publish.list;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.settings.choice.PublishedField;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads one part of a version back, on any executor.
 *
 * @param version its name
 * @param night whose lists it must hold
 * @param shards of the version
 * @param announced what the manifest says of the part
 */
record PartCheck(
    StoredPart.Source source,
    String version,
    String night,
    int shards,
    Surface surface,
    int shard,
    StoredFile announced)
    implements Serializable {

  /**
   * What a part holds, or why it cannot be told.
   *
   * @param failure null where there is none
   */
  record Found(
      Surface surface,
      long keys,
      long rows,
      TreeMap<Integer, String> buckets,
      PublicationException failure)
      implements Serializable {

    void requireWhole() {
      if (failure != null) {
        throw failure;
      }
    }
  }

  /** Reads it. */
  Found run() {
    try {
      return read();
    } catch (PublicationException e) {
      return new Found(surface, 0, 0, new TreeMap<>(), e);
    }
  }

  /** Throws when what was found is not what the manifest says of it. */
  static void require(String version, StoredFile announced, StoredFile found) {
    if (!found.equals(announced)) {
      throw wrong(
          version,
          found.path(),
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

  /** What to throw of a damaged version. */
  static PublicationException wrong(String version, String what, String how) {
    return new PublicationException("version " + version + " is damaged: " + what + " " + how);
  }

  private Found read() {
    BucketDigests digests = new BucketDigests();
    long keys = 0;
    long rows = 0;
    try (StoredPart part = source.open(surface, shard)) {
      for (byte[] line = part.next(); line.length > 0; line = part.next()) {
        PublishedList list = ListLine.parse(surface, line);
        int bucket = KeyHash.bucket(list.key());
        check(list, KeyHash.shard(bucket, shards));
        digests.add(bucket, line);
        keys++;
        rows += list.items().size();
      }
      require(version, announced, part.described());
    } catch (JsonProcessingException e) {
      throw wrong("has a line that is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw wrong("cannot be read: " + e.getMessage());
    }
    return new Found(surface, keys, rows, new TreeMap<>(digests.finish()), null);
  }

  private void check(PublishedList list, int wanted) {
    Set<String> seen = new HashSet<>();
    boolean distinct = list.items().stream().allMatch(item -> seen.add(item.itemId()));
    boolean scored =
        list.items().stream()
            .allMatch(i -> !i.shows(PublishedField.SCORE) || Double.isFinite(i.score()));
    if (list.items().isEmpty() || !distinct || !scored) {
      throw wrong(
          "has a list without items, with an item twice or without a score for '"
              + list.key()
              + "'");
    }
    if (!list.night().equals(night) || shard != wanted) {
      throw wrong(
          "holds the list of '"
              + list.key()
              + "' of night "
              + list.night()
              + ", which belongs to "
              + KeyHash.shardFile(wanted)
              + " of night "
              + night);
    }
  }

  private PublicationException wrong(String how) {
    return wrong(version, announced.path(), how);
  }
}
