package dev.nightjar.pipelines.command;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** The options that every benchmark takes. */
final class BenchmarkOptions {

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "42",
      description = "seed of everything drawn at random (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master (default: what spark-submit set, else local[*])")
  private String master;

  long seed() {
    return seed;
  }

  SparkSession open(String name) {
    Map<String, Object> spark = new LinkedHashMap<>();
    if (master != null) {
      spark.put("spark.master", master);
    }
    Settings settings = Settings.of(ConfigFactory.parseMap(Map.of("spark", spark)));
    SparkSession session = SparkSessions.open("benchmark " + name, settings);
    session.sparkContext().setLogLevel("ERROR");
    return session;
  }
}
