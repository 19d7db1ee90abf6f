package dev.nightjar.pipelines.text;

import dev.nightjar.pipelines.settings.EmbedSettings;
import dev.nightjar.udfs.sql.ModelCard;
import dev.nightjar.udfs.sql.function.EmbedSetting;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The embedding model that the settings name. */
public final class EmbeddingModels {

  private static final String PREFIX = "spark.nightjar.embed.";

  private EmbeddingModels() {}

  /** Sets {@code embed_text} of a session up as the settings say. */
  public static void configure(SparkSession spark, EmbedSettings settings) {
    for (Map.Entry<String, String> entry : settings.functions().entrySet()) {
      spark.conf().set(PREFIX + entry.getKey(), entry.getValue());
    }
    spark.conf().set(EmbedSetting.MODEL.key(), settings.model());
    spark.conf().set(EmbedSetting.DEVICE.key(), settings.device().name().toLowerCase(Locale.ROOT));
  }

  /** What the session's model is, after {@link #configure}. */
  public static ModelCard card(SparkSession spark, EmbedSettings settings) {
    configure(spark, settings);
    return ModelCard.of(spark);
  }
}
