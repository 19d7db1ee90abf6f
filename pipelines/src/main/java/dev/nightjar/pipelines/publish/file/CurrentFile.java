package dev.nightjar.pipelines.publish.file;

import dev.nightjar.pipelines.publish.list.PublicationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The file that names the live version: one line, replaced whole. */
final class CurrentFile {

  private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d\\d-\\d\\d-[0-9A-Za-z-]+");
  private static final int READ_ATTEMPTS = 5;
  private static final long PAUSE_NANOS = 20_000_000;

  private final FileSystem files;
  private final Path path;

  CurrentFile(FileSystem files, Path path) {
    this.files = files;
    this.path = path;
  }

  /** Whether a version can have that name. */
  static boolean isVersion(String name) {
    return VERSION.matcher(name).matches();
  }

  /**
   * The name in it, or empty before the first publication. Where a file system shows a file before
   * it is whole, or a store refuses to read on what was replaced meanwhile, it is read again.
   */
  Optional<String> read() throws IOException {
    String name = "";
    for (int attempt = 1; attempt <= READ_ATTEMPTS; attempt++) {
      try {
        name = new String(StoreFiles.read(files, path), StandardCharsets.UTF_8).strip();
      } catch (FileNotFoundException e) {
        return Optional.empty();
      } catch (IOException e) {
        if (attempt == READ_ATTEMPTS) {
          throw e;
        }
      }
      if (isVersion(name)) {
        return Optional.of(name);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new PublicationException(
        path + " holds '" + name + "', which names no version; run: nightjar rollback --to NIGHT");
  }

  /** What is in it, whether it names a version or not; empty where there is no file. */
  Optional<String> raw() throws IOException {
    try {
      return Optional.of(new String(StoreFiles.read(files, path), StandardCharsets.UTF_8).strip());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  void delete() throws IOException {
    files.delete(path, false);
  }

  void replace(String version) throws IOException {
    StoreFiles.replace(files, path, (version + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
