package dev.nightjar.pipelines.ingest;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * A mode of the session in which SQL fails on a value that does not convert instead of making it
 * null, and evaluates every expression on its own, so that the failure stays in one column of one
 * row: a shared part would be evaluated outside of the attempt that catches it. Values in the names
 * of directories stay text, or customer 007 would be customer 7, and text may be in any encoding
 * that Java knows.
 */
final class StrictSql {

  private static final Map<String, String> STRICT =
      Map.of(
          "spark.sql.ansi.enabled", "true",
          "spark.sql.subexpressionElimination.enabled", "false",
          "spark.sql.sources.partitionColumnTypeInference.enabled", "false",
          "spark.sql.legacy.javaCharsets", "true");

  private StrictSql() {}

  /** Does the work in this mode and puts the session back. */
  static void during(SparkSession spark, Runnable work) {
    Map<String, String> before = new HashMap<>();
    STRICT.keySet().forEach(key -> before.put(key, spark.conf().get(key)));
    STRICT.forEach((key, value) -> spark.conf().set(key, value));
    try {
      work.run();
    } finally {
      before.forEach((key, value) -> spark.conf().set(key, value));
    }
  }
}
