package dev.nightjar.pipelines.command;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's configuration for commands that need no Spark. */
final class HadoopConf {

  private static final String PREFIX = "spark.hadoop.";

  private HadoopConf() {}

  /** The cluster's files on the classpath under what the settings give Spark for Hadoop. */
  static Configuration of(Map<String, String> spark) {
    Configuration conf = new Configuration();
    spark.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            conf.set(key.substring(PREFIX.length()), value);
          }
        });
    return conf;
  }
}
