package dev.nightjar.pipelines.spark;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a Spark session of their own over one SparkContext for the whole JVM, started when
 * the first test asks for it.
 */
public final class SparkExtension implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SparkExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Shared shared =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent("spark", key -> new Shared(start()), Shared.class);
    return shared.session.newSession();
  }

  private static SparkSession start() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.default.parallelism", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.databricks.delta.snapshotPartitions", "2")
        // As a small night on one machine: compiling queries of ten rows takes longer than they do.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.databricks.delta.stats.skipping", "false")
        .config("spark.sql.ui.explainMode", "simple")
        .config("spark.sql.lightweightPlanChangeValidation", "false")
        .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "5")
        .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/warehouse")
        .config(
            "spark.sql.extensions",
            "io.delta.sql.DeltaSparkSessionExtension,dev.nightjar.udfs.sql.NightjarExtensions")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .getOrCreate();
  }

  private record Shared(SparkSession session) implements AutoCloseable {

    @Override
    public void close() {
      session.stop();
    }
  }
}
