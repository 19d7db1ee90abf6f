package dev.nightjar.pipelines.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * One writer a lake or other directory: a file created atomically below the root, touched while its
 * holder lives and taken over when the holder's process is gone or silent for too long.
 */
public final class LakeLock implements AutoCloseable {

  private static final int BEATS_A_TIMEOUT = 10;

  private final FileSystem files;
  private final Path path;
  private final String holder;
  private final ScheduledExecutorService beat;
  private final ScheduledFuture<?> touching;

  private LakeLock(FileSystem files, Path path, String holder, Duration stale) {
    this.files = files;
    this.path = path;
    this.holder = holder;
    this.beat =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lake-lock");
              thread.setDaemon(true);
              return thread;
            });
    long every = Math.max(1, stale.toMillis() / BEATS_A_TIMEOUT);
    this.touching = beat.scheduleAtFixedRate(this::touch, every, every, TimeUnit.MILLISECONDS);
  }

  /**
   * Takes the lock.
   *
   * @param stale a holder that gave no sign of life for so long has lost it
   * @throws LakeLockedException naming the holder when another run has it
   */
  public static LakeLock take(Lake lake, String runId, Duration stale) {
    try {
      return take(lake.fileSystem(), lake.root(), runId, stale);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot reach " + lake.root() + "; check lake.root", e);
    }
  }

  /** The same for any directory that has one writer at a time. */
  public static LakeLock take(FileSystem files, String root, String runId, Duration stale) {
    Path path = new Path(root + "/_nightjar/lock");
    String me = LockHolder.me(runId);
    try {
      Optional<String> holder = create(files, path, me);
      if (holder.isPresent()) {
        if (!isStale(files, path, holder.get(), stale)) {
          throw new LakeLockedException(root, holder.get());
        }
        removeStale(files, path, holder.get(), root);
        Optional<String> winner = create(files, path, me);
        if (winner.isPresent()) {
          throw new LakeLockedException(root, winner.get());
        }
      }
      return new LakeLock(files, path, me, stale);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + path + "; check the path and its rights", e);
    }
  }

  /**
   * Makes sure that nobody took the lock over meanwhile.
   *
   * @throws LakeLockedException when another run has it
   */
  public synchronized void ensureHeld() {
    try {
      String now = readText(files, path);
      if (!now.equals(holder)) {
        throw new LakeLockedException(path.getParent().getParent().toString(), now);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + "; the lock was deleted", e);
    }
  }

  @Override
  public void close() {
    touching.cancel(false);
    beat.shutdownNow();
    try {
      // A run that was silent for too long may have lost the lock: the new holder's stays.
      if (files.exists(path) && readText(files, path).equals(holder)) {
        files.delete(path, false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release " + path + "; delete it by hand", e);
    }
  }

  /** Writes the lock; the text of the holder when there is one already. */
  private static Optional<String> create(FileSystem files, Path path, String text)
      throws IOException {
    files.mkdirs(path.getParent());
    try {
      write(files, path, text, false);
      return Optional.empty();
    } catch (FileAlreadyExistsException e) {
      return Optional.of(readText(files, path));
    } catch (FSError e) {
      // Hadoop's word for a full local disk; an empty lock would keep everybody out.
      files.delete(path, false);
      throw new IOException(e.getMessage(), e);
    } catch (IOException e) {
      if (files.exists(path)) {
        return Optional.of(readText(files, path));
      }
      throw e;
    }
  }

  /**
   * Moves a stale lock aside before deleting it: of two runs that want to take it over, a rename
   * succeeds for one only, and a run that moved its rival's fresh lock by mistake puts it back.
   */
  private static void removeStale(FileSystem files, Path path, String stale, String root)
      throws IOException {
    Path aside = new Path(path.getParent(), "stale-" + UUID.randomUUID());
    try {
      if (!files.rename(path, aside)) {
        return;
      }
    } catch (FileNotFoundException e) {
      return; // the rival was faster
    }
    String moved = readText(files, aside);
    if (!moved.equals(stale)) {
      files.rename(aside, path);
      throw new LakeLockedException(root, moved);
    }
    files.delete(aside, false);
  }

  private static boolean isStale(FileSystem files, Path path, String holder, Duration stale)
      throws IOException {
    long silent = System.currentTimeMillis() - files.getFileStatus(path).getModificationTime();
    return silent > stale.toMillis() || LockHolder.isGone(holder);
  }

  private static void write(FileSystem files, Path path, String text, boolean overwrite)
      throws IOException {
    try (OutputStream out = files.create(path, overwrite)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String readText(FileSystem files, Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Shows that the holder lives. Object stores ignore times that are set: there the lock is written
   * anew, unless somebody took it over.
   */
  private synchronized void touch() {
    try {
      long before = files.getFileStatus(path).getModificationTime();
      files.setTimes(path, System.currentTimeMillis(), -1);
      boolean ignored = files.getFileStatus(path).getModificationTime() == before;
      if (ignored && readText(files, path).equals(holder)) {
        write(files, path, holder, true);
      }
    } catch (IOException | RuntimeException e) {
      // The next beat tries again; ensureHeld tells of a lock that is lost.
    }
  }
}
