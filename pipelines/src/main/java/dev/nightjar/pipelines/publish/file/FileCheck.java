package dev.nightjar.pipelines.publish.file;

import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.StoredPart;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.publish.list.VersionCheck;
import dev.nightjar.udfs.embed.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/** Reads stored files back: every list of a shard, and of all others their size and SHA-256. */
final class FileCheck {

  private final FileSystem files;
  private final Path directory;
  private final Publication publication;
  private final VersionCheck check;

  FileCheck(FileSystem files, Path directory, Publication publication) {
    this.files = files;
    this.directory = directory;
    this.publication = publication;
    SerializableConfiguration conf = new SerializableConfiguration(files.getConf());
    this.check = new VersionCheck(publication, new Shards(conf, directory.toString()));
  }

  /** Throws when a file, a list or a sum is not as the manifest says. */
  void run() {
    check.run();
    publication.files().parallelStream().filter(f -> !isShard(f)).forEach(this::checkBytes);
  }

  /** The shards below a directory, on any executor. */
  private record Shards(SerializableConfiguration conf, String directory)
      implements StoredPart.Source {

    @Override
    public String path(Surface surface, int shard) {
      return ShardFile.path(surface, shard);
    }

    @Override
    public StoredPart open(Surface surface, int shard) throws IOException {
      Path version = new Path(directory);
      return new ShardFile(StoreFiles.of(version, conf.value()), version, path(surface, shard));
    }
  }

  /** The size and SHA-256 of a file as it is stored. */
  static StoredFile describe(FileSystem files, Path directory, String path) throws IOException {
    MessageDigest digest = Sha256.digest();
    long bytes = 0;
    try (InputStream in = files.open(new Path(directory, path))) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        bytes += n;
      }
    }
    return new StoredFile(path, bytes, Sha256.hex(digest));
  }

  private void checkBytes(StoredFile announced) {
    try {
      check.require(describe(files, directory, announced.path()));
    } catch (IOException e) {
      throw check.wrong(announced.path(), "cannot be read: " + e.getMessage());
    }
  }

  private static boolean isShard(StoredFile file) {
    return file.path().endsWith(".jsonl");
  }
}
