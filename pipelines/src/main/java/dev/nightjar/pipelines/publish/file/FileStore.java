package dev.nightjar.pipelines.publish.file;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.nightjar.pipelines.lake.LakeLock;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.Surface;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Lists as files below one directory, laid out as the package says. */
public final class FileStore implements ServingStore {

  private static final String MANIFEST = "manifest.json";
  private static final int READ_ATTEMPTS = 5;

  private final FileSystem files;
  private final Path root;
  private final Path versions;
  private final CurrentFile current;

  private FileStore(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
    this.versions = new Path(root, "versions");
    this.current = new CurrentFile(files, new Path(root, "CURRENT"));
  }

  /** The store below a directory on any Hadoop URI, which need not exist yet. */
  public static FileStore open(Configuration conf, String root) {
    Path path = new Path(root);
    return on(
        path,
        () -> {
          FileSystem files = StoreFiles.of(path, conf);
          return new FileStore(files, files.makeQualified(path));
        });
  }

  /** Where the lists are, for people: absolute, without a scheme where it is on this machine. */
  public String place() {
    return "file".equals(root.toUri().getScheme()) ? root.toUri().getPath() : root.toString();
  }

  @Override
  public Optional<Publication> live() {
    return readLive(Optional::of);
  }

  @Override
  public List<Publication> versions() {
    List<Publication> whole = new ArrayList<>();
    for (String name : names()) {
      on(manifest(name), () -> wholeVersion(name)).ifPresent(whole::add);
    }
    whole.sort(
        Comparator.comparing(Publication::writtenAt)
            .thenComparing(Publication::version)
            .reversed());
    return whole;
  }

  @Override
  public Lock lock(String holder, Duration stale) {
    LakeLock lock = LakeLock.take(files, root.toString(), holder, stale);
    return new Lock() {
      @Override
      public void ensureHeld() {
        lock.ensureHeld();
      }

      @Override
      public void close() {
        lock.close();
      }
    };
  }

  @Override
  public Publication write(Publication announced, NightLists lists) {
    Path directory = directory(announced.version());
    return on(
        directory,
        () -> {
          if (files.exists(directory)) {
            throw new IOException("it exists already; a version is written once");
          }
          List<StoredFile> written = VersionWriter.write(files, directory, announced, lists);
          return announced.with(written);
        });
  }

  @Override
  public void verify(Publication publication) {
    new FileCheck(files, directory(publication.version()), publication).run();
  }

  @Override
  public void flip(Publication publication) {
    Path manifest = manifest(publication.version());
    on(
        manifest,
        () -> {
          if (!files.exists(manifest)) {
            StoreFiles.replace(files, manifest, ManifestJson.write(publication));
          }
          current.replace(publication.version());
          return publication;
        });
  }

  @Override
  public void discard(Publication publication) {
    Path directory = directory(publication.version());
    Path manifest = manifest(publication.version());
    on(directory, () -> !files.exists(manifest) && files.delete(directory, true));
  }

  @Override
  public List<String> clean(int keep) {
    Set<String> needed = new HashSet<>();
    live().ifPresent(live -> live.before().ifPresent(needed::add));
    currentName().ifPresent(needed::add);
    needed.addAll(newestOfNights(keep));
    List<String> gone = new ArrayList<>();
    for (String name : names()) {
      if (!needed.contains(name)) {
        // The manifest goes first, so that a half-removed version is no whole one.
        on(directory(name), () -> files.delete(manifest(name), false));
        on(directory(name), () -> files.delete(directory(name), true));
        gone.add(name);
      }
    }
    return gone;
  }

  /** The version written last of each of so many nights, the nights written last. */
  private List<String> newestOfNights(int nights) {
    Map<String, String> newest = new LinkedHashMap<>();
    versions().forEach(version -> newest.putIfAbsent(version.night(), version.version()));
    return newest.values().stream().limit(nights).toList();
  }

  @Override
  public Optional<PublishedList> lookup(Surface surface, String key) {
    return readLive(
        live -> ShardFile.find(files, directory(live.version()), surface, live.shards(), key));
  }

  /** Reads from the live version; again where a writer has replaced and removed it meanwhile. */
  private <T> Optional<T> readLive(LiveRead<T> read) {
    for (int attempt = 1; ; attempt++) {
      Optional<String> name = currentName();
      if (name.isEmpty()) {
        return Optional.empty();
      }
      try {
        return read.from(read(name.get()));
      } catch (FileNotFoundException e) {
        if (attempt == READ_ATTEMPTS || name.equals(currentName())) {
          throw notWhole(name.get(), e);
        }
      } catch (IOException e) {
        throw unreadable(directory(name.get()), e);
      }
    }
  }

  private PublicationException notWhole(String name, IOException e) {
    List<String> whole = versions().stream().map(Publication::version).toList();
    return new PublicationException(
        current
            + " names version "
            + name
            + ", of which a file is missing: "
            + e.getMessage()
            + (whole.isEmpty()
                ? "; no version is whole, so delete CURRENT and run: nightjar publish"
                : "; run nightjar rollback --to one of " + whole),
        e);
  }

  /** A version, or empty where its manifest is missing or half-written. */
  private Optional<Publication> wholeVersion(String name) throws IOException {
    try {
      return Optional.of(read(name));
    } catch (FileNotFoundException | JsonParseException | MismatchedInputException e) {
      return Optional.empty();
    }
  }

  private Publication read(String name) throws IOException {
    return ManifestJson.read(StoreFiles.read(files, manifest(name)));
  }

  private Optional<String> currentName() {
    return on(root, current::read);
  }

  /** Every directory that a version has or had, whole or not. */
  private List<String> names() {
    return on(
        versions,
        () ->
            files.exists(versions)
                ? Arrays.stream(files.listStatus(versions))
                    .map(status -> status.getPath().getName())
                    .filter(CurrentFile::isVersion)
                    .sorted()
                    .toList()
                : List.of());
  }

  private Path directory(String version) {
    return new Path(versions, version);
  }

  private Path manifest(String version) {
    return new Path(directory(version), MANIFEST);
  }

  /** A read that a writer may interrupt. */
  private interface LiveRead<T> {
    Optional<T> from(Publication live) throws IOException;
  }

  /** What may fail on files, so that one place says where and why. */
  private interface Work<T> {
    T run() throws IOException;
  }

  private static <T> T on(Path path, Work<T> work) {
    try {
      return work.run();
    } catch (IOException | FSError e) {
      throw unreadable(path, e);
    }
  }

  private static PublicationException unreadable(Path path, Throwable e) {
    return new PublicationException(
        path + ": " + e.getMessage() + "; check publish.root, its rights and its free space", e);
  }
}
