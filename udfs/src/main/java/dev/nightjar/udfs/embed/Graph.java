package dev.nightjar.udfs.embed;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Map;
import java.util.Set;

/**
 * The names and shapes that a model's graph was checked to have.
 *
 * @param typeIds whether the graph wants {@code token_type_ids}
 * @param wide whether ids are 64 bits wide, else 32
 * @param output the output that vectors are read from
 * @param pooled whether that output has one vector a text, else one a token
 * @param dimension numbers in each vector
 */
record Graph(boolean typeIds, boolean wide, String output, boolean pooled, int dimension) {

  static final String IDS = "input_ids";
  static final String MASK = "attention_mask";
  static final String TYPES = "token_type_ids";

  /** Outputs in the order in which they are taken. */
  private static final String[] OUTPUTS = {
    "sentence_embedding", "last_hidden_state", "token_embeddings"
  };

  static Graph of(OrtSession session, String model) throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    Set<String> known = Set.of(IDS, MASK, TYPES);
    if (!inputs.containsKey(IDS)
        || !inputs.containsKey(MASK)
        || !known.containsAll(inputs.keySet())) {
      throw new IllegalArgumentException(
          "model %s takes %s; a text encoder takes %s and %s, and may take %s"
              .formatted(model, inputs.keySet(), IDS, MASK, TYPES));
    }
    OnnxJavaType type = ((TensorInfo) inputs.get(IDS).getInfo()).type;
    if (type != OnnxJavaType.INT64 && type != OnnxJavaType.INT32) {
      throw new IllegalArgumentException(
          "model %s takes %s as %s; export it with int64 or int32 ids".formatted(model, IDS, type));
    }
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    for (String name : OUTPUTS) {
      if (outputs.containsKey(name)) {
        return of(inputs, type, name, (TensorInfo) outputs.get(name).getInfo(), model);
      }
    }
    throw new IllegalArgumentException(
        "model %s gives %s; a text encoder gives one of %s"
            .formatted(model, outputs.keySet(), String.join(", ", OUTPUTS)));
  }

  private static Graph of(
      Map<String, NodeInfo> inputs, OnnxJavaType type, String name, TensorInfo info, String model) {
    long[] shape = info.getShape();
    long dimension = shape[shape.length - 1];
    if (info.type != OnnxJavaType.FLOAT || shape.length < 2 || shape.length > 3 || dimension < 1) {
      throw new IllegalArgumentException(
          "model %s gives %s as %s; it must be 32-bit floats of rank 2 or 3 with a fixed last"
                  .formatted(model, name, info)
              + " dimension");
    }
    return new Graph(
        inputs.containsKey(TYPES),
        type == OnnxJavaType.INT64,
        name,
        shape.length == 2,
        (int) dimension);
  }
}
