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
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A night's lists, checked and ready to be written: the lines of every surface, kept by Spark until
 * closed, how many there are, the digest of every part, and their content hash.
 */
public final class NightLists implements AutoCloseable {

  private static final int SHOWN_PROBLEMS = 3;

  /** What one partition holds. */
  private record Part(
      long keys,
      long rows,
      TreeMap<Integer, String> buckets,
      TreeMap<Integer, Publication.StoredFile> shards,
      long broken,
      List<String> problems)
      implements Serializable {}

  private final String night;
  private final Set<PublishedField> shown;
  private final Map<Surface, Dataset<Row>> rows;
  private final Map<Surface, NightLines> lines;
  private final Map<Surface, Publication.Size> sizes = new EnumMap<>(Surface.class);
  private final Map<Surface, Map<Integer, Publication.StoredFile>> shards =
      new EnumMap<>(Surface.class);
  private final String contentHash;

  private NightLists(
      String night,
      Set<PublishedField> shown,
      Map<Surface, Dataset<Row>> rows,
      Map<Surface, NightLines> lines) {
    this.night = night;
    this.shown = shown;
    this.rows = new EnumMap<>(rows);
    this.lines = new EnumMap<>(lines);
    Map<Surface, SortedMap<Integer, String>> buckets = new EnumMap<>(Surface.class);
    lines.forEach((surface, data) -> buckets.put(surface, checked(surface, data)));
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
    Set<PublishedField> fields = Set.copyOf(shown);
    Map<Surface, NightLines> lines = new EnumMap<>(Surface.class);
    rows.forEach((s, items) -> lines.put(s, NightLines.of(s, night, fields, items)));
    try {
      return new NightLists(night, fields, rows, lines);
    } catch (RuntimeException e) {
      lines.values().forEach(NightLines::close);
      throw e;
    }
  }

  public String night() {
    return night;
  }

  /** The items of the lists, an item a row, as {@link ListRows} makes them. */
  public Dataset<Row> rows(Surface surface) {
    return rows.get(surface);
  }

  /** The lists of a surface: whole parts a partition, a part's lists in the order of their keys. */
  public JavaRDD<KeyedLine> lines(Surface surface) {
    return lines.get(surface).rows().map(KeyedLine::of);
  }

  /**
   * What a store holds of a surface once all lines are there: a file or the like a part, with its
   * size and SHA-256; parts without lists are empty.
   *
   * @param count of the parts
   * @param path of a part
   */
  public List<Publication.StoredFile> parts(Surface surface, int count, IntFunction<String> path) {
    Publication.StoredFile empty = new LineDigest().described("");
    return IntStream.range(0, count)
        .mapToObj(shard -> shards.get(surface).getOrDefault(shard, empty).at(path.apply(shard)))
        .toList();
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
    return shards.get(surface).values().stream().mapToLong(Publication.StoredFile::bytes).sum();
  }

  /** The same for equal lists, see {@link BucketDigests#contentHash}. */
  public String contentHash() {
    return contentHash;
  }

  @Override
  public void close() {
    lines.values().forEach(NightLines::close);
  }

  private SortedMap<Integer, String> checked(Surface surface, NightLines data) {
    List<Part> parts = data.rows().mapPartitions(part -> List.of(part(part)).iterator()).collect();
    SortedMap<Integer, String> buckets = new TreeMap<>();
    Map<Integer, Publication.StoredFile> digests = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    long broken = 0;
    long keys = 0;
    long items = 0;
    for (Part part : parts) {
      keys += part.keys;
      items += part.rows;
      broken += part.broken;
      buckets.putAll(part.buckets);
      digests.putAll(part.shards);
      problems.addAll(part.problems);
    }
    refuse(surface, keys, broken, problems);
    sizes.put(surface, new Publication.Size(keys, items));
    shards.put(surface, digests);
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

  private static Part part(Iterator<Row> lines) {
    BucketDigests digests = new BucketDigests();
    TreeMap<Integer, LineDigest> shards = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    long keys = 0;
    long items = 0;
    long broken = 0;
    while (lines.hasNext()) {
      Row row = lines.next();
      keys++;
      items += row.getInt(NightLines.ITEMS);
      if (row.isNullAt(NightLines.PROBLEM)) {
        KeyedLine line = KeyedLine.of(row);
        digests.add(line.bucket(), line.line());
        shards.computeIfAbsent(line.shard(), shard -> new LineDigest()).add(line.line());
      } else {
        broken++;
        if (problems.size() < SHOWN_PROBLEMS) {
          problems.add(row.getString(NightLines.PROBLEM));
        }
      }
    }
    TreeMap<Integer, Publication.StoredFile> described = new TreeMap<>();
    shards.forEach((shard, digest) -> described.put(shard, digest.described("")));
    return new Part(keys, items, new TreeMap<>(digests.finish()), described, broken, problems);
  }
}
