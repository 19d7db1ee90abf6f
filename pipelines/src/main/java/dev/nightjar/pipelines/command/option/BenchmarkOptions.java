package dev.nightjar.pipelines.command.option;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import dev.nightjar.pipelines.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** The options that every benchmark takes. */
public final class BenchmarkOptions {

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

  public long seed() {
    return seed;
  }

  /** A session of the documented settings. */
  public SparkSession open(String name) {
    Map<String, Object> spark = new LinkedHashMap<>();
    if (master != null) {
      spark.put(key("spark.master"), master);
    }
    Settings settings = Settings.of(ConfigFactory.parseMap(spark));
    SparkSession session = SparkSessions.open("benchmark " + name, settings);
    session.sparkContext().setLogLevel("ERROR");
    return session;
  }

  private static String key(String name) {
    return ConfigUtil.joinPath("spark", name);
  }
}
