package dev.nightjar.pipelines.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/** The file that a lock consists of. Whoever's text is in it holds the lock. */
interface LockFile {

  int READ_ATTEMPTS = 5;

  /** The way that suits a file system: by conditional writes where it has them. */
  static LockFile of(FileSystem files, Path path) throws IOException {
    return files.hasPathCapability(
            path, CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG)
        ? new ConditionalLockFile(files, path)
        : new RenamedLockFile(files, path);
  }

  /** Makes the file; the text of the holder when there is one already. */
  Optional<String> create(String text) throws IOException;

  /**
   * Puts another text in place of a holder's; the text of the holder when that is another by now.
   *
   * @param stale the text of the holder that lost the lock
   */
  Optional<String> takeOver(String stale, String text) throws IOException;

  /** Makes the file young where the text in it is still this one. */
  void touch(String text) throws IOException;

  /** The text in a file; a store may refuse to read on what is replaced meanwhile. */
  static String read(FileSystem files, Path path) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try (InputStream in = files.open(path)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (FileNotFoundException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == READ_ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
