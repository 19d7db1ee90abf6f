package dev.nightjar.udfs.sql;

import dev.nightjar.udfs.sql.function.EmbedSetting;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test its own session on the one Spark of this JVM. */
public final class SparkExtension implements ParameterResolver {

  private static final class Shared {
    static final SparkSession SPARK =
        SparkSession.builder()
            .master("local[2]")
            .appName("udfs tests")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.extensions", NightjarExtensions.class.getName())
            .config("spark.hadoop.fs.viewfs.mounttable.models.link./host", "file:///")
            .config(EmbedSetting.DEVICE.key(), "cpu")
            .getOrCreate();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
    return Shared.SPARK.newSession();
  }
}
