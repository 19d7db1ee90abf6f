package dev.nightjar.udfs.embed;

import ai.onnxruntime.OrtException;
import dev.nightjar.udfs.token.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Turns the tokens of some texts into vectors at one go. */
interface BatchEncoder {

  /** The vectors of texts that are all padded to {@code length} tokens, in their order. */
  List<float[]> encode(List<Tokens> texts, int length) throws OrtException;

  /** The same, but what does not fit the memory goes in halves, down to one text. */
  default List<float[]> encodeFitting(List<Tokens> texts, int length) throws OrtException {
    try {
      return encode(texts, length);
    } catch (OrtException | OutOfMemoryError e) {
      if (!OutOfMemory.is(e) || texts.size() == 1) {
        throw e;
      }
      int middle = texts.size() / 2;
      List<float[]> vectors = new ArrayList<>(encodeFitting(texts.subList(0, middle), length));
      vectors.addAll(encodeFitting(texts.subList(middle, texts.size()), length));
      return vectors;
    }
  }
}
