package dev.nightjar.pipelines.publish.file;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.nightjar.pipelines.lake.LakeLock;
import dev.nightjar.pipelines.publish.list.Kept;
import dev.nightjar.pipelines.publish.list.ManifestJson;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  private final String name;
  private final String key;
  private final FileSystem files;
  private final Path root;
  private final Path versions;
  private final CurrentFile current;
  private volatile Publication lookedUp;

  private FileStore(StoreSettings.Files settings, FileSystem files, Path root) {
    this.name = settings.name();
    this.key = settings.key();
    this.files = files;
    this.root = root;
    this.versions = new Path(root, "versions");
    this.current = new CurrentFile(files, new Path(root, "CURRENT"));
  }

  /** The store below a directory on any Hadoop URI, which need not exist yet. */
  public static FileStore open(StoreSettings.Files settings, Configuration conf) {
    Path path = new Path(settings.root());
    try {
      FileSystem files = StoreFiles.of(path, conf);
      return new FileStore(settings, files, files.makeQualified(path));
    } catch (IOException e) {
      throw unreadable(settings.key(), path, e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  /** Absolute, without a scheme where it is on this machine. */
  @Override
  public String place() {
    return "file".equals(root.toUri().getScheme()) ? root.toUri().getPath() : root.toString();
  }

  @Override
  public Optional<String> pointer() {
    return on(root, current::raw);
  }

  @Override
  public Optional<Publication> live() {
    return readLive(this::read, Optional::of);
  }

  @Override
  public List<Publication> versions() {
    List<Publication> whole = new ArrayList<>();
    for (String name : names()) {
      on(manifest(name), () -> wholeVersion(name)).ifPresent(whole::add);
    }
    whole.sort(Publication.NEWEST_FIRST);
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
  public void prepare(Publication announced, NightLists lists) {
    Path directory = directory(announced.version());
    on(
        directory,
        () -> {
          if (files.exists(directory)) {
            throw new IOException("it exists already; a version is written once");
          }
          return files.mkdirs(directory);
        });
  }

  @Override
  public Publication load(Publication announced, NightLists lists) {
    Path directory = directory(announced.version());
    return on(
        directory, () -> announced.with(VersionWriter.write(files, directory, announced, lists)));
  }

  @Override
  public void verify(Publication publication) {
    new FileCheck(files, directory(publication.version()), publication).run();
  }

  @Override
  public void flip(Publication to, Optional<String> from) {
    Path manifest = manifest(to.version());
    on(
        manifest,
        () -> {
          Optional<String> now = current.raw();
          if (!now.equals(from) && !now.equals(Optional.of(to.version()))) {
            throw new PublicationException(
                current
                    + " names "
                    + now.orElse("nothing")
                    + " where "
                    + from.orElse("nothing")
                    + " was expected: somebody else published meanwhile; run it again");
          }
          if (!files.exists(manifest)) {
            StoreFiles.replace(files, manifest, ManifestJson.write(to));
          }
          current.replace(to.version());
          return to;
        });
  }

  @Override
  public void unflip(Publication flipped, Optional<String> to) {
    on(
        root,
        () -> {
          if (current.raw().equals(Optional.of(flipped.version()))) {
            if (to.isPresent()) {
              current.replace(to.get());
            } else {
              current.delete();
            }
          }
          return flipped;
        });
  }

  @Override
  public void discard(Publication publication) {
    if (!pointer().equals(Optional.of(publication.version()))) {
      remove(publication.version());
    }
  }

  @Override
  public List<String> collect(int keep) {
    Set<String> needed = Kept.of(currentName(), versions(), keep);
    List<String> gone = names().stream().filter(name -> !needed.contains(name)).toList();
    gone.forEach(this::remove);
    return gone;
  }

  /** The manifest goes first, so that a half-removed version is no whole one. */
  private void remove(String version) {
    on(directory(version), () -> files.delete(manifest(version), false));
    on(directory(version), () -> files.delete(directory(version), true));
  }

  @Override
  public Optional<PublishedList> lookup(Surface surface, String key) {
    return readLive(
        this::remembered,
        live -> ShardFile.find(files, directory(live.version()), surface, live, key));
  }

  /** Reads from the live version; again where a writer has replaced and removed it meanwhile. */
  private <T> Optional<T> readLive(ManifestRead manifests, LiveRead<T> read) {
    for (int attempt = 1; ; attempt++) {
      Optional<String> name = currentName();
      if (name.isEmpty()) {
        return Optional.empty();
      }
      try {
        return read.from(manifests.of(name.get()));
      } catch (FileNotFoundException e) {
        if (attempt == READ_ATTEMPTS || name.equals(currentName())) {
          throw notWhole(name.get(), e);
        }
      } catch (IOException e) {
        throw unreadable(key, directory(name.get()), e);
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

  /** The manifest of the version that was looked up last is not read again: it does not change. */
  private Publication remembered(String name) throws IOException {
    Publication last = lookedUp;
    if (last == null || !last.version().equals(name)) {
      last = read(name);
      lookedUp = last;
    }
    return last;
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

  /** Where a manifest comes from. */
  private interface ManifestRead {
    Publication of(String version) throws IOException;
  }

  /** A read that a writer may interrupt. */
  private interface LiveRead<T> {
    Optional<T> from(Publication live) throws IOException;
  }

  /** What may fail on files, so that one place says where and why. */
  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T on(Path path, Work<T> work) {
    try {
      return work.run();
    } catch (IOException | FSError e) {
      throw unreadable(key, path, e);
    }
  }

  private static PublicationException unreadable(String key, Path path, Throwable e) {
    return new PublicationException(
        path + ": " + e.getMessage() + "; check " + key + ", its rights and its free space", e);
  }

  @Override
  public void close() {
    // Hadoop keeps its file systems for the whole process.
  }
}
