package dev.nightjar.pipelines.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * On a file system that creates and renames files atomically. On a store that does neither two runs
 * may both believe that they were first; the one whose text was overwritten learns it before it
 * writes to the lake.
 */
final class RenamedLockFile implements LockFile {

  private final FileSystem files;
  private final Path path;

  RenamedLockFile(FileSystem files, Path path) {
    this.files = files;
    this.path = path;
  }

  @Override
  public Optional<String> create(String text) throws IOException {
    files.mkdirs(path.getParent());
    try {
      write(text, false);
      return Optional.empty();
    } catch (FileAlreadyExistsException e) {
      return Optional.of(LockFile.read(files, path));
    } catch (FSError e) {
      // Hadoop's word for a full local disk; an empty lock would keep everybody out.
      files.delete(path, false);
      throw new IOException(e.getMessage(), e);
    } catch (IOException e) {
      if (files.exists(path)) {
        return Optional.of(LockFile.read(files, path));
      }
      throw e;
    }
  }

  /**
   * Moves a stale lock aside before deleting it: of two runs that want to take it over, a rename
   * succeeds for one only, and a run that moved its rival's fresh lock by mistake puts it back.
   */
  @Override
  public Optional<String> takeOver(String stale, String text) throws IOException {
    Path aside = new Path(path.getParent(), "stale-" + UUID.randomUUID());
    boolean moved;
    try {
      moved = files.rename(path, aside);
    } catch (FileNotFoundException e) {
      moved = false; // the rival was faster
    }
    if (moved) {
      String holder = LockFile.read(files, aside);
      if (!holder.equals(stale)) {
        files.rename(aside, path);
        return Optional.of(holder);
      }
      files.delete(aside, false);
    }
    return create(text);
  }

  /** Stores that ignore times get the text anew, unless somebody took the lock over. */
  @Override
  public void touch(String text) throws IOException {
    long before = files.getFileStatus(path).getModificationTime();
    files.setTimes(path, System.currentTimeMillis(), -1);
    boolean ignored = files.getFileStatus(path).getModificationTime() == before;
    if (ignored && LockFile.read(files, path).equals(text)) {
      write(text, true);
    }
  }

  private void write(String text, boolean overwrite) throws IOException {
    try (OutputStream out = files.create(path, overwrite)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
