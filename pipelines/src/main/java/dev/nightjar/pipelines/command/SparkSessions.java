package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.settings.Settings;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Opens the Spark session of a command. */
final class SparkSessions {

  private static final String EXTENSIONS =
      "io.delta.sql.DeltaSparkSessionExtension,dev.nightjar.udfs.sql.NightjarExtensions";

  private SparkSessions() {}

  /**
   * A session with Delta and Nightjar's SQL functions. What spark-submit set stands; without a
   * master Spark runs in this process on all cores.
   */
  static SparkSession open(String name, Settings settings) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", "nightjar " + name);
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.sql.shuffle.partitions", "8");
    conf.setIfMissing("spark.databricks.delta.snapshotPartitions", "2");
    conf.setIfMissing("spark.sql.sources.parallelPartitionDiscovery.parallelism", "8");
    for (Map.Entry<String, String> entry : settings.spark().entrySet()) {
      conf.set(entry.getKey(), entry.getValue());
    }
    conf.set("spark.sql.session.timeZone", "UTC");
    conf.set("spark.sql.extensions", EXTENSIONS);
    conf.set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
