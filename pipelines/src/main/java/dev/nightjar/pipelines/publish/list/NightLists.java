package dev.nightjar.pipelines.publish.list;

import dev.nightjar.pipelines.settings.choice.PublishedField;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * A night's lists, checked and ready to be written: the rows of every surface, kept by Spark until
 * closed, how many there are, and their content hash.
 */
public final class NightLists implements AutoCloseable {

  private static final int SHOWN_PROBLEMS = 3;

  /** What one partition holds. */
  private record Part(
      long keys,
      long rows,
      long bytes,
      TreeMap<Integer, String> buckets,
      long broken,
      List<String> problems)
      implements Serializable {}

  private final String night;
  private final Set<PublishedField> shown;
  private final Map<Surface, Dataset<Row>> rows;
  private final Map<Surface, Publication.Size> sizes = new EnumMap<>(Surface.class);
  private final Map<Surface, Long> bytes = new EnumMap<>(Surface.class);
  private final String contentHash;

  private NightLists(String night, Set<PublishedField> shown, Map<Surface, Dataset<Row>> rows) {
    this.night = night;
    this.shown = Set.copyOf(shown);
    this.rows = new EnumMap<>(rows);
    Map<Surface, SortedMap<Integer, String>> buckets = new EnumMap<>(Surface.class);
    rows.forEach((surface, data) -> buckets.put(surface, checked(surface, data)));
    this.contentHash = BucketDigests.contentHash(buckets);
  }

  /**
   * Lists that readers may see; the first one that breaks a rule refuses all.
   *
   * @param shown what readers get of an item
   * @param rows by surface, as {@link ListRows} makes them
   * @throws PublicationException when a surface is empty or a list breaks a rule: positions 1 to n,
   *     no item twice, every item known and available, every score a number
   */
  public static NightLists of(
      String night, Collection<PublishedField> shown, Map<Surface, Dataset<Row>> rows) {
    Map<Surface, Dataset<Row>> kept = new EnumMap<>(Surface.class);
    rows.forEach((s, data) -> kept.put(s, data.persist(StorageLevel.MEMORY_AND_DISK())));
    try {
      return new NightLists(night, Set.copyOf(shown), kept);
    } catch (RuntimeException e) {
      kept.values().forEach(Dataset::unpersist);
      throw e;
    }
  }

  public String night() {
    return night;
  }

  public Dataset<Row> rows(Surface surface) {
    return rows.get(surface);
  }

  /** Puts the rows of a part together on an executor. */
  public Reading reading() {
    return new Reading(night, shown);
  }

  /** What executors need to know to read rows. */
  public record Reading(String night, Set<PublishedField> shown) implements Serializable {

    public KeyedLists lists(Iterator<Row> rows) {
      return new KeyedLists(night, shown, rows);
    }
  }

  /** What readers get of an item. */
  public Set<PublishedField> shown() {
    return shown;
  }

  public Publication.Size size(Surface surface) {
    return sizes.get(surface);
  }

  /** How long all lines of a surface are. */
  public long bytes(Surface surface) {
    return bytes.getOrDefault(surface, 0L);
  }

  /** The same for equal lists, see {@link BucketDigests#contentHash}. */
  public String contentHash() {
    return contentHash;
  }

  @Override
  public void close() {
    rows.values().forEach(Dataset::unpersist);
  }

  private SortedMap<Integer, String> checked(Surface surface, Dataset<Row> data) {
    Reading reading = reading();
    List<Part> parts =
        data.javaRDD()
            .mapPartitions(part -> List.of(part(surface, reading.lists(part))).iterator())
            .collect();
    SortedMap<Integer, String> buckets = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    long broken = 0;
    long keys = 0;
    long items = 0;
    for (Part part : parts) {
      keys += part.keys;
      items += part.rows;
      broken += part.broken;
      buckets.putAll(part.buckets);
      problems.addAll(part.problems);
    }
    refuse(surface, keys, broken, problems);
    sizes.put(surface, new Publication.Size(keys, items));
    bytes.put(surface, parts.stream().mapToLong(Part::bytes).sum());
    return buckets;
  }

  private void refuse(Surface surface, long keys, long broken, List<String> problems) {
    if (keys == 0) {
      throw new PublicationException(
          "night " + night + " has no " + surface.word() + "; run: nightjar rank --night " + night);
    }
    if (broken > 0) {
      throw new PublicationException(
          broken
              + " of "
              + keys
              + " lists of "
              + surface.word()
              + " break a rule, such as "
              + String.join("; ", problems.subList(0, Math.min(SHOWN_PROBLEMS, problems.size())))
              + ". If the catalog changed since they were ranked, run: nightjar rank --night "
              + night);
    }
  }

  private static Part part(Surface surface, KeyedLists lists) {
    BucketDigests digests = new BucketDigests();
    List<String> problems = new ArrayList<>();
    long keys = 0;
    long items = 0;
    long bytes = 0;
    long broken = 0;
    while (lists.hasNext()) {
      KeyedLists.Keyed keyed = lists.next();
      keys++;
      items += keyed.list().items().size();
      if (keyed.problems().isEmpty()) {
        byte[] line = ListLine.render(surface, keyed.list());
        digests.add(keyed.bucket(), line);
        bytes += line.length + 1L;
      } else {
        broken++;
        if (problems.size() < SHOWN_PROBLEMS) {
          problems.add(keyed.problems().get(0));
        }
      }
    }
    return new Part(keys, items, bytes, new TreeMap<>(digests.finish()), broken, problems);
  }
}
