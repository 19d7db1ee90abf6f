package dev.nightjar.pipelines.publish.list;

import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Reads a version back from any store: every list of every part, how many there are, the SHA-256 of
 * each part and of all lists. Parts are read by Spark's tasks where a session runs, otherwise, as
 * in a rollback, by the threads of this process.
 */
public final class VersionCheck {

  /** Parts differ in size: a few for each core even that out. */
  private static final int TASKS_A_CORE = 4;

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
    List<PartCheck> checks = new ArrayList<>();
    for (Surface surface : Surface.values()) {
      for (int shard = 0; shard < publication.shards(); shard++) {
        StoredFile part = announced(source.path(surface, shard));
        checks.add(
            new PartCheck(
                source,
                publication.version(),
                publication.night(),
                publication.shards(),
                surface,
                shard,
                part));
      }
    }
    List<PartCheck.Found> parts = found(checks);
    parts.forEach(PartCheck.Found::requireWhole);
    Map<Surface, SortedMap<Integer, String>> buckets = new EnumMap<>(Surface.class);
    for (Surface surface : Surface.values()) {
      buckets.put(surface, new TreeMap<>());
      long keys = 0;
      long rows = 0;
      for (PartCheck.Found part : parts) {
        if (part.surface() == surface) {
          keys += part.keys();
          rows += part.rows();
          buckets.get(surface).putAll(part.buckets());
        }
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
    PartCheck.require(publication.version(), announced(found.path()), found);
  }

  /** What to throw of a damaged version. */
  public PublicationException wrong(String what, String how) {
    return PartCheck.wrong(publication.version(), what, how);
  }

  private StoredFile announced(String path) {
    StoredFile file = announced.get(path);
    if (file == null) {
      throw wrong(path, "is not in the manifest");
    }
    return file;
  }

  private static List<PartCheck.Found> found(List<PartCheck> checks) {
    Option<SparkSession> session =
        SparkSession.getDefaultSession().filter(s -> !s.sparkContext().isStopped());
    if (session.isEmpty()) {
      return checks.parallelStream().map(PartCheck::run).toList();
    }
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.get().sparkContext());
    return spark
        .parallelize(checks, Math.min(checks.size(), TASKS_A_CORE * spark.defaultParallelism()))
        .map(PartCheck::run)
        .collect();
  }
}
