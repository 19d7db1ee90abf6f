package dev.nightjar.pipelines.benchmark.speed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nightjar.udfs.token.Tokens;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run of a model on texts padded to the longest, its output left where the runtime put it. */
public final class RawModel {

  private RawModel() {}

  /** Runs the model once; nothing is returned, so that it is work for a pool. */
  public static Void run(OrtSession session, List<Tokens> texts) throws OrtException {
    int length = texts.stream().mapToInt(Tokens::length).max().orElse(0);
    LongBuffer ids = zeros(texts.size() * length);
    LongBuffer mask = zeros(texts.size() * length);
    for (int row = 0; row < texts.size(); row++) {
      long[] tokens = texts.get(row).ids();
      ids.put(row * length, tokens);
      for (int i = 0; i < tokens.length; i++) {
        mask.put(row * length + i, 1);
      }
    }
    long[] shape = {texts.size(), length};
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      inputs.put("input_ids", OnnxTensor.createTensor(environment, ids, shape));
      inputs.put("attention_mask", OnnxTensor.createTensor(environment, mask, shape));
      if (session.getInputNames().contains("token_type_ids")) {
        LongBuffer types = zeros(texts.size() * length);
        inputs.put("token_type_ids", OnnxTensor.createTensor(environment, types, shape));
      }
      session.run(inputs).close();
      return null;
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static LongBuffer zeros(int length) {
    return ByteBuffer.allocateDirect(length * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }
}
