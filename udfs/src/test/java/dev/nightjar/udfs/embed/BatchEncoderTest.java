package dev.nightjar.udfs.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnxruntime.OrtException;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.token.Tokenizer;
import dev.nightjar.udfs.token.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchEncoderTest {

  private final List<Integer> sizes = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error code - ORT_RUNTIME_EXCEPTION - message: Non-zero status code returned while running"
            + " MatMul node. Name:'m' Status Message: bfc_arena.cc:376 void*"
            + " onnxruntime::BFCArena::AllocateRawInternal Failed to allocate memory for requested"
            + " buffer of size 6442450944",
        "Error code - ORT_FAIL - message: CUDA failure 2: out of memory ; GPU=0",
        "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0"
      })
  void aBatchThatDoesNotFitGoesInHalves(String message) throws Exception {
    List<Tokens> texts = texts(10);
    List<float[]> vectors = fitting(3, message).encodeFitting(texts, 4);
    assertEquals(List.of(10, 5, 2, 3, 5, 2, 3), sizes);
    for (int i = 0; i < 10; i++) {
      assertEquals((float) texts.get(i).ids()[1], vectors.get(i)[0]);
    }
  }

  @Test
  void whatDoesNotFitJavasOwnBuffersGoesInHalves() throws Exception {
    BatchEncoder narrow =
        (texts, length) -> {
          sizes.add(texts.size());
          if (texts.size() > 5) {
            throw new OutOfMemoryError(
                "Cannot reserve 268435456 bytes of direct buffer memory (allocated: 8192, limit:"
                    + " 1048576)");
          }
          return texts.stream().map(text -> new float[1]).toList();
        };
    assertEquals(10, narrow.encodeFitting(texts(10), 4).size());
    assertEquals(List.of(10, 5, 5), sizes);
  }

  @Test
  void aTextThatDoesNotFitAloneIsAnError() {
    OrtException error =
        assertThrows(
            OrtException.class, () -> fitting(0, "out of memory").encodeFitting(texts(2), 4));
    assertEquals("out of memory", error.getMessage());
    assertEquals(List.of(2, 1), sizes);
  }

  @Test
  void otherErrorsAreNotTriedAgain() {
    OrtException error =
        assertThrows(
            OrtException.class, () -> fitting(1, "Invalid rank").encodeFitting(texts(4), 4));
    assertEquals("Invalid rank", error.getMessage());
    assertEquals(List.of(4), sizes);
  }

  /** An encoder whose device holds so many texts; a text's vector is its first real token. */
  private BatchEncoder fitting(int most, String message) {
    return (texts, length) -> {
      sizes.add(texts.size());
      if (texts.size() > most) {
        throw new OrtException(message);
      }
      return texts.stream().map(text -> new float[] {(float) text.ids()[1]}).toList();
    };
  }

  private static List<Tokens> texts(int count) throws IOException {
    try (Tokenizer tokenizer = Tokenizer.open(EmbeddingModel.minilm().tokenizer(), 8)) {
      return IntStream.range(0, count).mapToObj(i -> tokenizer.encode("" + i)).toList();
    }
  }
}
