package dev.nightjar.pipelines.publish.file;

import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.Surface;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/** Fills a version's directory: for every surface the shards, none missing, and the Parquet. */
final class VersionWriter {

  private VersionWriter() {}

  /** Writes all but the manifest; what was written. */
  static List<StoredFile> write(
      FileSystem files, Path directory, Publication announced, NightLists lists)
      throws IOException {
    SerializableConfiguration conf = new SerializableConfiguration(files.getConf());
    List<StoredFile> written = new ArrayList<>();
    for (Surface surface : Surface.values()) {
      written.addAll(
          ShardWriter.write(conf, directory.toString(), surface, announced.shards(), lists));
      List<StoredFile> shards =
          lists.parts(surface, announced.shards(), shard -> ShardFile.path(surface, shard));
      for (StoredFile shard : shards) {
        if (shard.bytes() == 0) {
          files.create(new Path(directory, shard.path()), true).close();
        }
      }
      written.addAll(shards);
      String parquet = surface.word() + "/parquet";
      ParquetCopy.write(surface, lists, new Path(directory, parquet).toString());
      written.addAll(parquetFiles(files, directory, parquet));
    }
    files.delete(new Path(directory, ShardWriter.ATTEMPTS), true);
    return written;
  }

  private static List<StoredFile> parquetFiles(FileSystem files, Path directory, String path)
      throws IOException {
    Set<String> names = new HashSet<>();
    for (FileStatus status : files.listStatus(new Path(directory, path))) {
      String name = status.getPath().getName();
      if (!name.startsWith("_") && !name.startsWith(".")) {
        names.add(path + "/" + name);
      }
    }
    List<StoredFile> described = new ArrayList<>();
    for (String name : names) {
      described.add(FileCheck.describe(files, directory, name));
    }
    return described;
  }
}
