package dev.nightjar.pipelines.spark;

import dev.nightjar.pipelines.command.option.SparkSessions;
import org.apache.spark.SparkConf;
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
            .getOrComputeIfAbsent("spark", key -> new Shared(start("local[2]")), Shared.class);
    return shared.session.newSession();
  }

  /** A session as a small night on one machine has it. */
  public static SparkSession start(String master) {
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("tests")
            .set("spark.default.parallelism", "2")
            .set("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/warehouse");
    SparkSessions.SMALL_NIGHT.forEach(conf::set);
    return SparkSession.builder().config(SparkSessions.completed(conf)).getOrCreate();
  }

  private record Shared(SparkSession session) implements AutoCloseable {

    @Override
    public void close() {
      session.stop();
    }
  }
}
