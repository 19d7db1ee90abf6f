package dev.nightjar.pipelines.benchmark.speed;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.sql.ModelCard;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Embedding as it is mostly written on the JVM: the tokenizer's full encoding, nested arrays in and
 * out, one session with default options for the process.
 */
final class NaiveEmbedding implements Serializable {

  private static final int BATCH = 32;
  private static final ConcurrentMap<String, Model> OPEN = new ConcurrentHashMap<>();

  private record Model(HuggingFaceTokenizer tokenizer, OrtSession session) {}

  private final String graph;
  private final String tokenizer;
  private final int maxTokens;

  NaiveEmbedding(ModelCard card) {
    EmbeddingModel model = card.model();
    this.graph = model.graph().toString();
    this.tokenizer = model.tokenizer().toString();
    this.maxTokens = card.maxTokens();
  }

  /** Nightjar's way, for comparison. */
  static Dataset<?> sql(Dataset<Row> texts) {
    return texts.selectExpr("embed_text(text) AS vector");
  }

  Dataset<?> rowByRow(Dataset<Row> texts) {
    return batches(texts, 1);
  }

  Dataset<?> inArrivalOrder(Dataset<Row> texts) {
    return batches(texts, BATCH);
  }

  private Dataset<?> batches(Dataset<Row> texts, int size) {
    Encoder<float[]> vector = Encoders.kryo(float[].class);
    MapPartitionsFunction<String, float[]> embed = rows -> embed(rows, size).iterator();
    return texts.as(Encoders.STRING()).mapPartitions(embed, vector);
  }

  private List<float[]> embed(Iterator<String> rows, int size) throws OrtException {
    Model model = OPEN.computeIfAbsent(graph, path -> open());
    List<float[]> vectors = new ArrayList<>();
    List<String> batch = new ArrayList<>(size);
    while (rows.hasNext()) {
      batch.add(rows.next());
      if (batch.size() == size || !rows.hasNext()) {
        vectors.addAll(embed(model, batch));
        batch.clear();
      }
    }
    return vectors;
  }

  private Model open() {
    try {
      Map<String, String> options =
          Map.of("padding", "true", "truncation", "true", "maxLength", "" + maxTokens);
      return new Model(
          HuggingFaceTokenizer.newInstance(java.nio.file.Path.of(tokenizer), options),
          OrtEnvironment.getEnvironment().createSession(graph));
    } catch (IOException | OrtException e) {
      throw new IllegalStateException("cannot open " + graph, e);
    }
  }

  private static List<float[]> embed(Model model, List<String> texts) throws OrtException {
    Encoding[] encodings = model.tokenizer().batchEncode(texts);
    long[][] ids = new long[encodings.length][];
    long[][] mask = new long[encodings.length][];
    long[][] types = new long[encodings.length][];
    for (int i = 0; i < encodings.length; i++) {
      ids[i] = encodings[i].getIds();
      mask[i] = encodings[i].getAttentionMask();
      types[i] = encodings[i].getTypeIds();
    }
    Map<String, OnnxTensor> inputs = new HashMap<>();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try {
      inputs.put("input_ids", OnnxTensor.createTensor(environment, ids));
      inputs.put("attention_mask", OnnxTensor.createTensor(environment, mask));
      if (model.session().getInputNames().contains("token_type_ids")) {
        inputs.put("token_type_ids", OnnxTensor.createTensor(environment, types));
      }
      try (OrtSession.Result result = model.session().run(inputs)) {
        Object output = result.get(0).getValue();
        return output instanceof float[][] pooled
            ? List.of(pooled)
            : mean((float[][][]) output, mask);
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static List<float[]> mean(float[][][] states, long[][] mask) {
    List<float[]> vectors = new ArrayList<>();
    for (int text = 0; text < states.length; text++) {
      float[] mean = new float[states[text][0].length];
      int tokens = 0;
      for (int token = 0; token < mask[text].length; token++) {
        if (mask[text][token] == 1) {
          tokens++;
          for (int i = 0; i < mean.length; i++) {
            mean[i] += states[text][token][i];
          }
        }
      }
      for (int i = 0; i < mean.length; i++) {
        mean[i] /= tokens;
      }
      vectors.add(mean);
    }
    return vectors;
  }
}
