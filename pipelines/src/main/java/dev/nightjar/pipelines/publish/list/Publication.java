package dev.nightjar.pipelines.publish.list;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A version of the lists, as its {@code manifest.json} tells it.
 *
 * @param format of the files, {@link #FORMAT}
 * @param version its name, one for every attempt to publish
 * @param night whose lists it holds, ISO
 * @param runId the run that wrote it, as in the table {@code runs}
 * @param writtenAt when, ISO, UTC
 * @param previous the version that was live before it, empty for the first
 * @param lists the content hash of its lists: equal lists, equal hash, whoever wrote them when
 * @param settingsHash of the run
 * @param fingerprints of the night's models and sources, by {@code stage.name}
 * @param shards JSON-lines files a surface
 * @param surfaces how much it holds, by {@link Surface#word}
 * @param files every file but the manifest, by path
 */
public record Publication(
    int format,
    String version,
    String night,
    String runId,
    String writtenAt,
    String previous,
    String lists,
    String settingsHash,
    Map<String, String> fingerprints,
    int shards,
    Map<String, Size> surfaces,
    List<StoredFile> files) {

  /** What this code writes and reads. */
  public static final int FORMAT = 1;

  /** The order in which stores tell their versions. */
  public static final Comparator<Publication> NEWEST_FIRST =
      Comparator.comparing(Publication::writtenAt).thenComparing(Publication::version).reversed();

  /** How many lists and items a surface holds. */
  public record Size(long keys, long rows) {}

  /** A file, by its path below the version's directory. */
  public record StoredFile(String path, long bytes, String sha256) implements java.io.Serializable {

    /** The same bytes under another path. */
    StoredFile at(String other) {
      return new StoredFile(other, bytes, sha256);
    }
  }

  public Publication {
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "version "
              + version
              + " has format "
              + format
              + ", this Nightjar reads format "
              + FORMAT
              + "; use the Nightjar that wrote it");
    }
    if (!version.matches("[0-9A-Za-z][0-9A-Za-z-]*")) {
      throw new IllegalArgumentException(
          "version '" + version + "' has other signs than letters, digits and dashes");
    }
    fingerprints = new TreeMap<>(fingerprints);
    surfaces = new TreeMap<>(surfaces);
    files = files.stream().sorted(Comparator.comparing(StoredFile::path)).toList();
  }

  /** The same version with its files. */
  public Publication with(List<StoredFile> written) {
    return with(previous, written);
  }

  /** The same version with what was live before it. */
  public Publication after(Optional<String> live) {
    return with(live.orElse(""), files);
  }

  private Publication with(String before, List<StoredFile> written) {
    return new Publication(
        format,
        version,
        night,
        runId,
        writtenAt,
        before,
        lists,
        settingsHash,
        fingerprints,
        shards,
        surfaces,
        written);
  }

  public Optional<String> before() {
    return Optional.of(previous).filter(name -> !name.isEmpty());
  }

  /** How many lists and items it holds of a surface. */
  public Size size(Surface surface) {
    return surfaces.getOrDefault(surface.word(), new Size(0, 0));
  }

  /** A publication while it is put together; what is not said is empty. */
  public static final class Draft {
    private final String version;
    private String night = "";
    private String writtenAt = "";
    private String lists = "";
    private String settingsHash = "";
    private Map<String, String> fingerprints = Map.of();
    private int shards;
    private final Map<String, Size> surfaces = new TreeMap<>();

    /** Of a run, whose id is the version's name. */
    public Draft(String runId) {
      this.version = runId;
    }

    public Draft night(String iso) {
      night = iso;
      return this;
    }

    public Draft writtenAt(Instant time) {
      writtenAt = time.toString();
      return this;
    }

    public Draft contentHash(String hash) {
      lists = hash;
      return this;
    }

    public Draft settingsHash(String hash) {
      settingsHash = hash;
      return this;
    }

    public Draft fingerprints(Map<String, String> byName) {
      fingerprints = byName;
      return this;
    }

    public Draft shards(int files) {
      shards = files;
      return this;
    }

    public Draft size(Surface surface, Size size) {
      surfaces.put(surface.word(), size);
      return this;
    }

    /** The publication, without files. */
    public Publication publication() {
      return new Publication(
          FORMAT,
          version,
          night,
          version,
          writtenAt,
          "",
          lists,
          settingsHash,
          fingerprints,
          shards,
          surfaces,
          List.of());
    }
  }
}
