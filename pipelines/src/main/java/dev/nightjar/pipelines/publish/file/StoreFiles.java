package dev.nightjar.pipelines.publish.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** File access that the file store needs from any Hadoop file system. */
final class StoreFiles {

  private static final Set<String> ATOMIC_RENAME = Set.of("hdfs", "viewfs", "ofs", "o3fs");

  private StoreFiles() {}

  /**
   * The file system of a path. Local files are read and written without Hadoop's checksum files: a
   * pair of files cannot be replaced atomically, and the manifest has its own checksums. They also
   * do without its search for all other file systems, which takes longer than to read a list.
   */
  static FileSystem of(Path path, Configuration conf) throws IOException {
    URI uri = path.toUri().getScheme() == null ? FileSystem.getDefaultUri(conf) : path.toUri();
    if (!"file".equals(uri.getScheme())) {
      return path.getFileSystem(conf);
    }
    FileSystem local = new RawLocalFileSystem();
    local.initialize(URI.create("file:///"), conf);
    return local;
  }

  static byte[] read(FileSystem files, Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return in.readAllBytes();
    }
  }

  /**
   * Replaces a small file so that a reader finds the old bytes or the new ones. Local files and
   * HDFS get a new file moved over the old one; on any other file system the file is written in
   * place, which object stores (S3, GCS) make visible whole when it is closed.
   */
  static void replace(FileSystem files, Path path, byte[] bytes) throws IOException {
    String scheme = files.getUri().getScheme();
    Path fresh = new Path(path.getParent(), "." + path.getName() + "-" + UUID.randomUUID());
    if (scheme.equals("file")) {
      create(files, fresh, bytes);
      Files.move(
          java.nio.file.Path.of(fresh.toUri().getPath()),
          java.nio.file.Path.of(path.toUri().getPath()),
          StandardCopyOption.ATOMIC_MOVE);
    } else if (ATOMIC_RENAME.contains(scheme)) {
      create(files, fresh, bytes);
      FileContext.getFileContext(files.getUri(), files.getConf())
          .rename(fresh, path, Rename.OVERWRITE);
    } else {
      create(files, path, bytes);
    }
  }

  private static void create(FileSystem files, Path path, byte[] bytes) throws IOException {
    try (OutputStream out = files.create(path, true)) {
      out.write(bytes);
    }
  }
}
