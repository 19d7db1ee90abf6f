package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.benchmark.protocol.DenseIds;
import dev.nightjar.udfs.embed.model.PrivateDirectory;
import dev.nightjar.udfs.embed.model.Sha256;
import dev.nightjar.udfs.sql.ModelCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Embeds item texts with the SQL function of the night, each distinct text once. Vectors are kept
 * in a directory of this user named by model and texts, so that the next benchmark on them starts
 * at once.
 */
final class TextVectors {
  private static final String DIRECTORY = "nightjar-benchmark-vectors";

  private TextVectors() {}

  /** One vector an item; zeros for items without text. */
  static Vectors of(
      SparkSession spark, DenseIds items, Map<String, String> texts, Consumer<String> say) {
    TreeSet<String> distinct = new TreeSet<>();
    int described = 0;
    for (int item = 0; item < items.size(); item++) {
      String text = texts.getOrDefault(items.name(item), "");
      if (!text.isEmpty()) {
        distinct.add(text);
        described++;
      }
    }
    if (described == 0) {
      throw new IllegalArgumentException(
          "none of the "
              + items.size()
              + " items has a text; check that both files name items alike, such as '"
              + items.name(0)
              + "'");
    }
    long start = System.nanoTime();
    Map<String, float[]> vectors = new HashMap<>();
    int dimension = 0;
    for (Row row : embedded(spark, List.copyOf(distinct)).collectAsList()) {
      List<Float> values = row.getList(1);
      float[] vector = new float[values.size()];
      for (int d = 0; d < vector.length; d++) {
        vector[d] = values.get(d);
      }
      dimension = vector.length;
      vectors.put(row.getString(0), vector);
    }
    say.accept(
        "%d of %d items have text; %d distinct texts as vectors in %.0f s"
            .formatted(
                described, items.size(), distinct.size(), (System.nanoTime() - start) / 1e9));
    return placed(items, texts, vectors, dimension);
  }

  private static Vectors placed(
      DenseIds items, Map<String, String> texts, Map<String, float[]> vectors, int dimension) {
    Vectors placed = Vectors.zeros(items.size(), dimension);
    for (int item = 0; item < items.size(); item++) {
      float[] vector = vectors.get(texts.getOrDefault(items.name(item), ""));
      if (vector != null) {
        System.arraycopy(vector, 0, placed.values(), item * dimension, dimension);
      }
    }
    return placed;
  }

  private static Dataset<Row> embedded(SparkSession spark, List<String> texts) {
    String model = ModelCard.of(spark).modelId().replaceAll("[^A-Za-z0-9._-]", "_");
    try {
      FileSystem files = FileSystem.get(spark.sparkContext().hadoopConfiguration());
      Path kept = new Path(directory(files), model + "/" + hash(texts));
      if (!files.exists(kept)) {
        Path part = kept.suffix(".part-" + ProcessHandle.current().pid());
        spark
            .createDataset(texts, Encoders.STRING())
            .toDF("text")
            .selectExpr("text", "embed_text(text) AS vector")
            .write()
            .mode(SaveMode.Overwrite)
            .parquet(part.toString());
        if (!files.rename(part, kept)) {
          files.delete(part, true);
        }
      }
      return spark.read().parquet(kept.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("vectors cannot be kept: " + e.getMessage(), e);
    }
  }

  /**
   * Where nobody else can put vectors: a cluster's directory of the user, or a private one here.
   */
  private static Path directory(FileSystem files) throws IOException {
    return files instanceof LocalFileSystem
        ? new Path(PrivateDirectory.named(DIRECTORY).toUri())
        : new Path(files.getHomeDirectory(), DIRECTORY);
  }

  private static String hash(List<String> texts) {
    MessageDigest digest = Sha256.digest();
    for (String text : texts) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return Sha256.hex(digest);
  }
}
