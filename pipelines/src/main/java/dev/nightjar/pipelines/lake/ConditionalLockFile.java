package dev.nightjar.pipelines.lake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * On a store that writes an object only if there is none (If-None-Match) or only over the one that
 * was read (If-Match), such as S3: no two runs ever hold the lock.
 */
final class ConditionalLockFile implements LockFile {

  private final FileSystem files;
  private final Path path;

  ConditionalLockFile(FileSystem files, Path path) {
    this.files = files;
    this.path = path;
  }

  @Override
  public Optional<String> create(String text) throws IOException {
    FSDataOutputStreamBuilder<?, ?> file = replacement();
    file.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    return write(file, text);
  }

  @Override
  public Optional<String> takeOver(String stale, String text) throws IOException {
    FileStatus seen = files.getFileStatus(path);
    String holder = LockFile.read(files, path);
    return holder.equals(stale) ? write(over(seen), text) : Optional.of(holder);
  }

  @Override
  public void touch(String text) throws IOException {
    FileStatus seen = files.getFileStatus(path);
    if (LockFile.read(files, path).equals(text)) {
      write(over(seen), text);
    }
  }

  /** A write that fails where another was there since. */
  private FSDataOutputStreamBuilder<?, ?> over(FileStatus seen) throws IOException {
    FSDataOutputStreamBuilder<?, ?> file = replacement();
    file.must(
        CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG,
        ((EtagSource) seen).getEtag());
    return file;
  }

  /** Without a look at what is there first: the store looks when it writes. */
  private FSDataOutputStreamBuilder<?, ?> replacement() throws IOException {
    FSDataOutputStreamBuilder<?, ?> file = files.createFile(path);
    file.recursive();
    file.overwrite(true);
    return file;
  }

  /**
   * Writes the text; that of another where the store refused. A write that the store made and whose
   * answer was lost is refused when it is tried again, and is this one's all the same.
   */
  private Optional<String> write(FSDataOutputStreamBuilder<?, ?> builder, String text)
      throws IOException {
    try (OutputStream out = builder.build()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      if (!files.exists(path)) {
        throw e;
      }
      String holder = LockFile.read(files, path);
      return holder.equals(text) ? Optional.empty() : Optional.of(holder);
    }
    return Optional.empty();
  }
}
