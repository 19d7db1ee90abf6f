package dev.nightjar.pipelines.command.option;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/** Hadoop's configuration for commands that need no Spark. */
public final class HadoopConf {

  private static final String PREFIX = "spark.hadoop.";

  private HadoopConf() {}

  /**
   * The cluster's files on the classpath, under what spark-submit gives Spark for Hadoop, under
   * what the settings give it: what a session would have, without starting one.
   */
  public static Configuration of(Map<String, String> spark) {
    SparkConf all = new SparkConf();
    spark.forEach(all::set);
    Configuration conf = new Configuration();
    for (Tuple2<String, String> entry : all.getAllWithPrefix(PREFIX)) {
      conf.set(entry._1(), entry._2());
    }
    return conf;
  }
}
