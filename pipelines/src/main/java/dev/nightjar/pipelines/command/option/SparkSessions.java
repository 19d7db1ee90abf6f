package dev.nightjar.pipelines.command.option;

import dev.nightjar.pipelines.run.SmallNight;
import dev.nightjar.pipelines.settings.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Opens the Spark session of a command. */
public final class SparkSessions {

  private static final List<String> EXTENSIONS =
      List.of(
          "io.delta.sql.DeltaSparkSessionExtension", "dev.nightjar.udfs.sql.NightjarExtensions");

  /** Queries are interpreted as they were planned: compiling them takes longer than they do. */
  public static final Map<String, String> SMALL_NIGHT =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false",
          "spark.sql.shuffle.partitions", "2");

  private SparkSessions() {}

  /**
   * A session with Delta and Nightjar's SQL functions. The settings stand above what spark-submit
   * set; without a master Spark runs in this process on all cores.
   */
  public static SparkSession open(String name, Settings settings) {
    return open(name, settings, Map.of());
  }

  /** The same for a command that looks at few rows, whatever the size of the lake. */
  public static SparkSession forLooking(String name, Settings settings) {
    return open(name, settings, SMALL_NIGHT);
  }

  /**
   * The same.
   *
   * @param wanted configuration where neither the settings nor spark-submit set it
   */
  public static SparkSession open(String name, Settings settings, Map<String, String> wanted) {
    SparkConf conf = new SparkConf();
    wanted.forEach(conf::setIfMissing);
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", "nightjar " + name);
    settings.spark().forEach(conf::set);
    return SparkSession.builder().config(completed(conf)).getOrCreate();
  }

  /** What every session has, and what suits a master in this process where it is not set. */
  public static SparkConf completed(SparkConf conf) {
    if (conf.get("spark.master").startsWith("local")) {
      forOneProcess(conf);
    }
    SMALL_NIGHT.forEach(
        (key, value) -> {
          if (!conf.contains(key)) {
            conf.set(SmallNight.PREFIX + key, value);
          }
        });
    // Kryo, which many clusters have as their default, cannot serialize the records that are sent.
    conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    // VACUUM lists a table in so many tasks, 10,000 unless told otherwise, however few files it
    // has.
    conf.setIfMissing("spark.sql.sources.parallelPartitionDiscovery.parallelism", "32");
    conf.set("spark.sql.session.timeZone", "UTC");
    conf.set("spark.sql.extensions", extensions(conf.get("spark.sql.extensions", "")));
    conf.set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    return conf;
  }

  /**
   * Few partitions, no web server and no search of statistics for files to skip: what a cluster
   * wants is left to the cluster.
   */
  private static void forOneProcess(SparkConf conf) {
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.sql.shuffle.partitions", "8");
    conf.setIfMissing("spark.databricks.delta.snapshotPartitions", "2");
    conf.setIfMissing("spark.databricks.delta.stats.skipping", "false");
    conf.setIfMissing("spark.sql.ui.explainMode", "simple");
    conf.setIfMissing("spark.sql.lightweightPlanChangeValidation", "false");
    conf.setIfMissing("spark.sql.sources.parallelPartitionDiscovery.parallelism", "8");
  }

  /** The cluster's own extensions and those that are needed. */
  static String extensions(String configured) {
    Set<String> all = new LinkedHashSet<>();
    for (String extension : configured.split(",")) {
      if (!extension.isBlank()) {
        all.add(extension.strip());
      }
    }
    all.addAll(EXTENSIONS);
    return String.join(",", all);
  }
}
