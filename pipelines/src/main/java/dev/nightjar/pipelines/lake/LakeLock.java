package dev.nightjar.pipelines.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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
  private final LockFile file;
  private final String holder;
  private final ScheduledExecutorService beat;
  private final ScheduledFuture<?> touching;

  private LakeLock(FileSystem files, Path path, LockFile file, String holder, Duration stale) {
    this.files = files;
    this.path = path;
    this.file = file;
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
      LockFile file = LockFile.of(files, path);
      Optional<String> holder = file.create(me);
      if (holder.isPresent() && isStale(files, path, holder.get(), stale)) {
        holder = file.takeOver(holder.get(), me);
      }
      if (holder.isPresent()) {
        throw new LakeLockedException(root, holder.get());
      }
      return new LakeLock(files, path, file, me, stale);
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
      String now = LockFile.read(files, path);
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
      if (files.exists(path) && LockFile.read(files, path).equals(holder)) {
        files.delete(path, false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release " + path + "; delete it by hand", e);
    }
  }

  private static boolean isStale(FileSystem files, Path path, String holder, Duration stale)
      throws IOException {
    long silent = System.currentTimeMillis() - files.getFileStatus(path).getModificationTime();
    return silent > stale.toMillis() || LockHolder.isGone(holder);
  }

  /** Shows that the holder lives. */
  private synchronized void touch() {
    try {
      file.touch(holder);
    } catch (IOException | RuntimeException e) {
      // The next beat tries again; ensureHeld tells of a lock that is lost.
    }
  }
}
