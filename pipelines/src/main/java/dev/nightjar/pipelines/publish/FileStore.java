package dev.nightjar.pipelines.publish;

import dev.nightjar.pipelines.lake.LakeLock;
import dev.nightjar.pipelines.publish.Publication.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Lists as files below one directory, laid out as the package says. */
public final class FileStore implements ServingStore {

  private static final String MANIFEST = "manifest.json";
  private static final int READ_ATTEMPTS = 5;

  private final FileSystem files;
  private final Path root;
  private final Path versions;
  private final Path current;

  private FileStore(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
    this.versions = new Path(root, "versions");
    this.current = new Path(root, "CURRENT");
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

  @Override
  public Optional<Publication> live() {
    return readLive(Optional::of);
  }

  @Override
  public List<Publication> versions() {
    List<Publication> whole = new ArrayList<>();
    for (String name : names()) {
      if (on(versions, () -> files.exists(manifest(name)))) {
        whole.add(on(manifest(name), () -> read(name)));
      }
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
  public Publication write(Publication announced, Lists lists) {
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
          byte[] name = (publication.version() + "\n").getBytes(StandardCharsets.UTF_8);
          StoreFiles.replace(files, current, name);
          return publication;
        });
  }

  @Override
  public void discard(Publication publication) {
    Path directory = directory(publication.version());
    boolean isLive = currentName().equals(Optional.of(publication.version()));
    if (!isLive) {
      on(directory, () -> files.delete(directory, true));
    }
  }

  @Override
  public List<String> clean(int keep) {
    Set<String> needed = new HashSet<>();
    live().ifPresent(live -> live.before().ifPresent(needed::add));
    currentName().ifPresent(needed::add);
    versions().stream().limit(keep).map(Publication::version).forEach(needed::add);
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

  @Override
  public Optional<PublishedList> lookup(Surface surface, String key) {
    return readLive(
        live -> ShardFile.find(files, directory(live.version()), surface, live.shards(), key));
  }

  /** Reads from the live version; once more where a writer has removed it meanwhile. */
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
          throw new PublicationException(
              current
                  + " names version "
                  + name.get()
                  + ", which is not whole ("
                  + e.getMessage()
                  + "); run: nightjar rollback --to one of "
                  + versions().stream().map(Publication::version).toList(),
              e);
        }
      } catch (IOException e) {
        throw unreadable(directory(name.get()), e);
      }
    }
  }

  private Publication read(String name) throws IOException {
    return ManifestJson.read(StoreFiles.read(files, manifest(name)));
  }

  private Optional<String> currentName() {
    return on(
        current,
        () -> {
          try {
            String name = new String(StoreFiles.read(files, current), StandardCharsets.UTF_8);
            return Optional.of(name.strip());
          } catch (FileNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** Every directory that a version has or had, whole or not. */
  private List<String> names() {
    return on(
        versions,
        () -> {
          List<String> names = new ArrayList<>();
          if (files.exists(versions)) {
            for (FileStatus status : files.listStatus(versions)) {
              names.add(status.getPath().getName());
            }
          }
          names.sort(Comparator.naturalOrder());
          return names;
        });
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

  /** Work on files. */
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
