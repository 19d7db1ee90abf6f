package dev.nightjar.pipelines.ingest;

import dev.nightjar.pipelines.settings.SourceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;

/** Tells whether the files of a source are still the same. */
final class SourceFiles {

  private SourceFiles() {}

  /** SHA-256 of the names, sizes and modification times of a source's files; "jdbc" for tables. */
  static String fingerprint(SparkSession spark, SourceSettings source, String path) {
    if (source.path().isEmpty()) {
      return "jdbc";
    }
    try {
      Path glob = new Path(path);
      FileSystem files = glob.getFileSystem(spark.sessionState().newHadoopConf());
      List<String> lines = new ArrayList<>();
      for (FileStatus top : files.globStatus(glob)) {
        RemoteIterator<LocatedFileStatus> below = files.listFiles(top.getPath(), true);
        while (below.hasNext()) {
          FileStatus file = below.next();
          lines.add(file.getPath() + " " + file.getLen() + " " + file.getModificationTime());
        }
      }
      Collections.sort(lines);
      byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + path, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
