package dev.nightjar.udfs.embed;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.embed.model.ModelConfig;
import dev.nightjar.udfs.embed.model.ModelSpec;
import dev.nightjar.udfs.token.Tokens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs one model's session on one device; safe to use from many threads. */
final class Encoder implements BatchEncoder, AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final SessionSettings settings;
  private final OrtSession session;
  private final Graph graph;
  private final ModelSpec spec;
  private final int dimension;
  private final int paddingId;
  private final ThreadLocal<BatchBuffers> buffers = ThreadLocal.withInitial(BatchBuffers::new);

  private Encoder(
      ModelSpec spec, SessionSettings settings, OrtSession session, Graph graph, int paddingId) {
    this.settings = settings;
    this.session = session;
    this.graph = graph;
    this.spec = spec;
    this.dimension = spec.dimension() == 0 ? graph.dimension() : spec.dimension();
    this.paddingId = paddingId;
  }

  /** Opens a model and checks its graph; the settings are closed with the encoder, or at once. */
  static Encoder open(EmbeddingModel model, SessionSettings settings, int paddingId)
      throws IOException, OrtException {
    try {
      OrtSession session =
          OrtEnvironment.getEnvironment()
              .createSession(model.graph().toString(), settings.options());
      try {
        Graph graph = Graph.of(session, model.name());
        check(model, graph);
        return new Encoder(model.spec(), settings, session, graph, paddingId);
      } catch (IOException | OrtException | RuntimeException | Error e) {
        session.close();
        throw e;
      }
    } catch (IOException | OrtException | RuntimeException | Error e) {
      settings.close();
      throw e;
    }
  }

  private static void check(EmbeddingModel model, Graph graph) throws IOException {
    if (!graph.pooled()) {
      ModelConfig.checkModules(model, graph.output());
    }
    int dimension = model.spec().dimension();
    if (dimension > graph.dimension()) {
      throw new IllegalArgumentException(
          "dimension is %d; model %s gives %d, set that or less"
              .formatted(dimension, model.name(), graph.dimension()));
    }
  }

  int dimension() {
    return dimension;
  }

  @Override
  public List<float[]> encode(List<Tokens> texts, int length) throws OrtException {
    BatchBuffers memory = buffers.get();
    memory.fill(texts, length, graph.wide(), paddingId);
    long[] shape = {texts.size(), length};
    int states = graph.pooled() ? 1 : length;
    FloatBuffer output = memory.output(texts.size() * states * graph.dimension());
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try (OnnxTensor result = OnnxTensor.createTensor(environment, output, outputShape(shape))) {
      inputs.put(Graph.IDS, ids(memory.ids(), shape));
      inputs.put(Graph.MASK, ids(memory.mask(), shape));
      if (graph.typeIds()) {
        inputs.put(Graph.TYPES, ids(memory.types(), shape));
      }
      Map<String, OnnxValue> pinned = Map.of(graph.output(), result);
      session.run(inputs, Set.of(), pinned).close();
      return vectors(texts, output, states);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor ids(ByteBuffer buffer, long[] shape) throws OrtException {
    OnnxJavaType type = graph.wide() ? OnnxJavaType.INT64 : OnnxJavaType.INT32;
    return OnnxTensor.createTensor(environment, buffer, shape, type);
  }

  private long[] outputShape(long[] ids) {
    return graph.pooled()
        ? new long[] {ids[0], graph.dimension()}
        : new long[] {ids[0], ids[1], graph.dimension()};
  }

  private List<float[]> vectors(List<Tokens> texts, FloatBuffer output, int states) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    float[] whole = new float[graph.dimension()];
    for (int row = 0; row < texts.size(); row++) {
      int start = row * states * graph.dimension();
      if (graph.pooled()) {
        output.get(start, whole);
      } else {
        spec.pooling().pool(output, start, texts.get(row).length(), whole);
      }
      vectors.add(finish(whole));
    }
    return vectors;
  }

  /** Matryoshka models are cut first and scaled afterwards. */
  private float[] finish(float[] whole) {
    float[] vector = java.util.Arrays.copyOf(whole, dimension);
    if (spec.normalize()) {
      double squares = 0;
      for (float value : vector) {
        squares += (double) value * value;
      }
      double norm = Math.max(Math.sqrt(squares), 1e-12);
      for (int i = 0; i < dimension; i++) {
        vector[i] = (float) (vector[i] / norm);
      }
    }
    return vector;
  }

  @Override
  public void close() throws OrtException {
    session.close();
    settings.close();
  }
}
