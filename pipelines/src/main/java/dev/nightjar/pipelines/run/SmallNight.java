package dev.nightjar.pipelines.run;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.SourceSettings;
import dev.nightjar.pipelines.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * What Spark does to be fast over many rows costs a small night more than it saves. Its rows are
 * the same either way.
 */
public final class SmallNight {

  /** Before a key of Spark's that a small night sets; other nights leave the key as it is. */
  public static final String PREFIX = "spark.nightjar.small-night.";

  /** About a million events, in sources that are often compressed. */
  private static final long MOST_BYTES = 32L << 20;

  private SmallNight() {}

  /** Sets a session up for a night whose sources and log are small. */
  public static void prepare(SparkSession spark, Settings settings, Lake lake, Night night) {
    if (wanted(spark).length > 0 && isSmall(spark, settings, lake, night)) {
      set(spark);
    }
  }

  /** Sets a session up for work on the lake alone where its log is small. */
  public static void prepare(SparkSession spark, Lake lake) {
    if (wanted(spark).length > 0 && bytes(lake) <= MOST_BYTES) {
      set(spark);
    }
  }

  private static Tuple2<String, String>[] wanted(SparkSession spark) {
    return spark.sparkContext().conf().getAllWithPrefix(PREFIX);
  }

  private static void set(SparkSession spark) {
    for (Tuple2<String, String> setting : wanted(spark)) {
      spark.conf().set(setting._1(), setting._2());
    }
  }

  private static boolean isSmall(SparkSession spark, Settings settings, Lake lake, Night night) {
    Configuration conf = spark.sessionState().newHadoopConf();
    long bytes = 0;
    for (SourceSettings source : settings.ingest().sources()) {
      Optional<String> path = source.on(night.date()).path();
      if (path.isEmpty()) {
        return false; // how large a table behind JDBC is cannot be told
      }
      bytes += bytes(conf, path.get());
    }
    return bytes + bytes(lake) <= MOST_BYTES;
  }

  private static long bytes(Lake lake) {
    long bytes = 0;
    for (Table table : List.of(Table.ITEMS, Table.REVIEWS, Table.INTERACTIONS)) {
      bytes += lake.bytes(table);
    }
    return bytes;
  }

  /** Of a file, a directory or a pattern of them; 0 where nothing is there. */
  private static long bytes(Configuration conf, String path) {
    try {
      FileSystem files = new Path(path).getFileSystem(conf);
      FileStatus[] found = files.globStatus(new Path(path));
      long bytes = 0;
      for (FileStatus top : found == null ? new FileStatus[0] : found) {
        bytes += files.getContentSummary(top.getPath()).getLength();
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + path + "; check the path and its rights", e);
    }
  }
}
