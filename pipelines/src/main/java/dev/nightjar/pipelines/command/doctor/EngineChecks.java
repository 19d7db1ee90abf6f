package dev.nightjar.pipelines.command.doctor;

import ai.onnxruntime.OrtEnvironment;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.settings.EmbedSettings;
import dev.nightjar.pipelines.table.Table;
import dev.nightjar.pipelines.text.EmbeddingModels;
import dev.nightjar.udfs.embed.Device;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.sql.ModelCard;
import dev.nightjar.udfs.sql.function.EmbedSetting;
import dev.nightjar.udfs.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** What the doctor asks of Spark, Delta, the native libraries, the model and the GPU. */
final class EngineChecks {

  private static final String GLIBC =
      "run on Linux x86-64 with glibc 2.34 or newer (Debian 12, Ubuntu 22.04, RHEL 9)";

  private EngineChecks() {}

  static Finding spark(SparkSession spark) {
    long rows = spark.range(1000).count();
    String what =
        String.format(
            Locale.ROOT,
            "%s, master %s, counted %,d rows",
            spark.version(),
            spark.sparkContext().master(),
            rows);
    return spark.version().startsWith("4.1.")
        ? Finding.works("Spark", what)
        : Finding.broken("Spark", what, "submit to Spark 4.1; Delta and the functions need it");
  }

  /** Writes a table into a scratch directory and reads it back. */
  static Finding delta(SparkSession spark) throws IOException {
    Path scratch = Files.createTempDirectory("nightjar-doctor");
    Lake lake = new Lake(spark, scratch.toString());
    try {
      Row user = RowFactory.create("a user", null, "a hash");
      lake.insertNew(
          Table.USERS, spark.createDataFrame(List.of(user), Table.USERS.schema()).coalesce(1));
      long rows = lake.read(Table.USERS).count();
      return Finding.works("Delta Lake", "wrote a table and read " + rows + " row back");
    } finally {
      FileUtil.fullyDelete(scratch.toFile());
    }
  }

  static Finding onnxRuntime() {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    return Finding.works("ONNX Runtime", environment.getVersion());
  }

  static Finding tokenizer() throws IOException {
    EmbeddingModel model = EmbeddingModel.minilm();
    try (Tokenizer tokenizer = Tokenizer.uncut(model.directory().resolve("tokenizer.json"))) {
      int tokens = tokenizer.encode("A nightjar sings at dusk.").length();
      return Finding.works("Tokenizer", "its native library loads, " + tokens + " tokens");
    }
  }

  /** The whole way: settings, files, session, SQL function. */
  static Finding model(SparkSession spark, EmbedSettings settings) {
    ModelCard card = EmbeddingModels.card(spark, settings);
    Row row = spark.sql("SELECT size(embed_text('A nightjar sings at dusk.'))").first();
    String what =
        String.format(
            Locale.ROOT,
            "%s, %d dimensions, up to %d tokens, on %s",
            card.modelId(),
            row.getInt(0),
            card.maxTokens(),
            card.device());
    return row.getInt(0) == card.dimension()
        ? Finding.works("Model", what)
        : Finding.broken(
            "Model",
            what + ", but it declares " + card.dimension(),
            "prepare the model again; its graph and its settings disagree");
  }

  /** Without a GPU Nightjar embeds on the CPU, unless the settings insist on one. */
  static Finding gpu(SparkSession spark, EmbedSettings settings) {
    EmbeddingModels.configure(spark, settings);
    spark.conf().set(EmbedSetting.DEVICE.key(), "gpu");
    try {
      return Finding.works("GPU", "the model opens on " + gpu(spark));
    } catch (RuntimeException e) {
      String reason =
          String.valueOf(e.getMessage()).replaceFirst("(?s)^.*?device is gpu, but ", "");
      String[] halves = reason.lines().findFirst().orElse("no reason given").split("; ", 2);
      Finding.State state =
          settings.device() == EmbedSettings.Device.GPU
              ? Finding.State.BROKEN
              : Finding.State.ABSENT;
      return new Finding("GPU", state, halves[0], halves.length > 1 ? halves[1] : GLIBC);
    } finally {
      EmbeddingModels.configure(spark, settings);
    }
  }

  /** The GPUs of a cluster are its executors': there a task opens the model. */
  private static String gpu(SparkSession spark) {
    Device device = ModelCard.of(spark).device();
    if (device.kind() == Device.Kind.GPU) {
      return device.toString();
    }
    spark.sql("SELECT embed_text(concat('text ', id)) FROM range(1)").collectAsList();
    return "an executor's GPU";
  }

  static String nativeRemedy() {
    return GLIBC;
  }
}
