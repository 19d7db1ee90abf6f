package dev.nightjar.udfs.sql;

import dev.nightjar.udfs.embed.Device;
import dev.nightjar.udfs.embed.Engine;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.sql.function.EmbedRequest;
import dev.nightjar.udfs.sql.function.EmbedSetting;
import dev.nightjar.udfs.sql.function.Host;
import dev.nightjar.udfs.sql.function.SessionConf;
import org.apache.spark.sql.SparkSession;

/**
 * What {@code embed_text} gives under a session's settings.
 *
 * @param model the model, on this host's disk
 * @param dimension numbers in each vector
 * @param device where the model runs in this process; the CPU on a cluster's driver
 * @param taskDevice where tasks run it: in local mode the device, on a cluster the device setting,
 *     as each executor finds its own
 */
public record ModelCard(EmbeddingModel model, int dimension, Device device, String taskDevice) {

  /** The card of the model that {@code spark.nightjar.embed.model} names; opens it if need be. */
  public static ModelCard of(SparkSession spark) {
    return of(spark, EmbedSetting.MODEL.read(SessionConf.of(spark)));
  }

  /**
   * The card of a model under the session's other settings.
   *
   * @param model {@code minilm} or the URI of a model directory
   */
  public static ModelCard of(SparkSession spark, String model) {
    EmbedRequest request = EmbedRequest.of(SessionConf.of(spark), model);
    Engine engine = request.engine();
    boolean local = Host.isLocal(spark.sparkContext().conf());
    return new ModelCard(
        engine.model(),
        engine.dimension(),
        engine.device(),
        local ? engine.device().toString() : request.device().toString());
  }

  /** Changes whenever the vectors would; the key to store vectors under. */
  public String modelId() {
    return model.id();
  }

  /** Tokens read of each text. */
  public int maxTokens() {
    return model.spec().maxTokens();
  }
}
