package dev.nightjar.pipelines.ingest.source;

import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.settings.IngestSettings;
import dev.nightjar.pipelines.settings.SourceSettings;
import dev.nightjar.udfs.embed.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;

/** Tells whether the files of a source, and how they are read, are still the same. */
public final class SourceFiles {

  /** Who reads, which changes nothing of what is read. */
  private static final Set<String> CREDENTIALS = Set.of("user", "password");

  private SourceFiles() {}

  /** What an ingest of the night would record of its sources now, by the names that it records. */
  public static Map<String, String> fingerprints(
      SparkSession spark, IngestSettings settings, Night night) {
    Map<String, String> fingerprints = new TreeMap<>();
    for (SourceSettings source : settings.sources()) {
      fingerprints.put(key(source.name()), fingerprint(spark, source.on(night.date())));
    }
    return fingerprints;
  }

  /** The name under which a source's fingerprint is recorded. */
  public static String key(String source) {
    return "source." + source;
  }

  /**
   * SHA-256 of the options of the reader and of the names, sizes and modification times of a
   * source's files. Whether the rows of a JDBC table changed cannot be told: of it only the options
   * count.
   */
  public static String fingerprint(SparkSession spark, SourceSettings source) {
    return fingerprint(spark, source.options(), source.path());
  }

  /** The same of files that are no source. */
  public static String fingerprint(
      SparkSession spark, Map<String, String> options, Optional<String> place) {
    List<String> lines = new ArrayList<>();
    new TreeMap<>(options)
        .forEach(
            (key, value) -> {
              if (!CREDENTIALS.contains(key.toLowerCase(Locale.ROOT))) {
                lines.add(key + "=" + value);
              }
            });
    place.ifPresent(path -> lines.addAll(files(spark, path)));
    return Sha256.of(String.join("\n", lines));
  }

  /** A line a file, sorted; none where nothing is there. */
  private static List<String> files(SparkSession spark, String path) {
    try {
      Path glob = new Path(path);
      FileSystem files = glob.getFileSystem(spark.sessionState().newHadoopConf());
      List<String> lines = new ArrayList<>();
      FileStatus[] found = files.globStatus(glob);
      for (FileStatus top : found == null ? new FileStatus[0] : found) {
        RemoteIterator<LocatedFileStatus> below = files.listFiles(top.getPath(), true);
        while (below.hasNext()) {
          FileStatus file = below.next();
          lines.add(file.getPath() + " " + file.getLen() + " " + file.getModificationTime());
        }
      }
      Collections.sort(lines);
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + path, e);
    }
  }
}
