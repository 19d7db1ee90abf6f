package dev.nightjar.udfs.sql.function;

import dev.nightjar.udfs.embed.DeviceChoice;
import dev.nightjar.udfs.embed.Engine;
import dev.nightjar.udfs.embed.EngineOptions;
import dev.nightjar.udfs.embed.Engines;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.embed.model.Tokenizers;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.internal.SQLConf;

/**
 * Which model a call asks for and how it shall run, fixed when the query is analysed.
 *
 * @param location the model setting: a name or a URI
 * @param modelId the model's id as the driver saw it; executors check theirs against it
 * @param maxTokens tokens read of each text, 0 for the model's own
 * @param dimension numbers kept of each vector, 0 for all
 * @param device where to run
 * @param gpu the GPU where Spark assigned none
 * @param options how the engine uses its device; 0 threads for what an executor finds it has
 * @param windowRows rows of a window at most
 * @param windowBytes bytes of a window after which it is full
 */
public record EmbedRequest(
    String location,
    String modelId,
    int maxTokens,
    int dimension,
    DeviceChoice device,
    int gpu,
    EngineOptions options,
    int windowRows,
    long windowBytes)
    implements Serializable {

  public EmbedRequest {
    requirePositive(EmbedSetting.WINDOW_ROWS, windowRows);
    requirePositive(EmbedSetting.WINDOW_BYTES, windowBytes);
  }

  private static void requirePositive(EmbedSetting setting, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(setting.key() + " is " + value + "; set 1 or more");
    }
  }

  /** Reads the session's settings and the model that they, or {@code location}, name. */
  public static EmbedRequest of(SQLConf conf, String location) {
    int maxTokens = EmbedSetting.MAX_TOKENS.integer(conf);
    int dimension = EmbedSetting.DIMENSION.integer(conf);
    EmbeddingModel model = Models.load(location, maxTokens, dimension);
    return new EmbedRequest(
        location,
        model.id(),
        maxTokens,
        dimension,
        DeviceChoice.parse(EmbedSetting.DEVICE.read(conf)),
        EmbedSetting.GPU_ID.integer(conf),
        options(conf),
        EmbedSetting.WINDOW_ROWS.integer(conf),
        EmbedSetting.WINDOW_BYTES.number(conf));
  }

  private static EngineOptions options(SQLConf conf) {
    return new EngineOptions(
        EmbedSetting.THREADS.integer(conf),
        EmbedSetting.BATCH_TOKENS.integer(conf),
        EmbedSetting.LENGTH_STEP.integer(conf),
        EmbedSetting.CACHE_BYTES.number(conf),
        EmbedSetting.GPU_MEMORY_BYTES.number(conf),
        EmbedSetting.GPU_ARENA.read(conf));
  }

  /** The engine that answers this request in this process. */
  public Engine engine() {
    SparkConf spark = SparkEnv.get().conf();
    DeviceChoice here = Host.device(device, spark, TaskContext.get());
    EngineOptions resolved = options.threads() > 0 ? options : options.with(Host.threads(spark));
    return Engines.of(model(), here, AssignedGpu.index(gpu), resolved);
  }

  Tokenizers tokenizers() {
    return Tokenizers.of(model());
  }

  private EmbeddingModel model() {
    Optional<EmbeddingModel> known = Models.known(modelId);
    if (known.isPresent()) {
      return known.get();
    }
    EmbeddingModel model = Models.load(location, maxTokens, dimension);
    if (!model.id().equals(modelId)) {
      throw new IllegalStateException(
          "model %s is %s here, but the driver planned with %s; let every host read the same files"
              .formatted(location, model.id(), modelId));
    }
    return model;
  }
}
