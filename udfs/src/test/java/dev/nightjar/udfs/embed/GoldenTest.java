package dev.nightjar.udfs.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.embed.model.Prompt;
import dev.nightjar.udfs.vector.VectorMath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTest {

  private static Engine engine;

  @BeforeAll
  static void open() throws IOException {
    engine = engine(1);
  }

  static List<Golden> texts() {
    return Golden.all();
  }

  @Test
  void thereAreEnoughTexts() {
    assertTrue(texts().size() >= 60);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void idsAreThoseOfTheReference(Golden golden) {
    assertArrayEquals(golden.ids(), engine.tokenize(golden.text(), Prompt.PASSAGE).ids());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void vectorsAreThoseOfTheReference(Golden golden) {
    float[] vector = engine.embed(golden.text(), Prompt.PASSAGE);
    assertTrue(VectorMath.cosine(golden.vector(), vector) >= 0.999999);
    assertEquals(1, VectorMath.norm(vector, 2f), 1e-6);
  }

  /** A text is padded to its own length, so whoever shares its batch is no more than rounding. */
  @Test
  void aVectorDoesNotDependOnItsNeighbours() throws IOException {
    List<Golden> texts = new ArrayList<>(texts());
    double alone = difference(texts, engine(1), 1);
    double together = difference(texts, engine(1), texts.size());
    double padded = difference(texts, engine(32), texts.size());
    Collections.shuffle(texts, new Random(7));
    double shuffled = difference(texts, engine(1), 17);
    assertEquals(0, alone, 0);
    assertEquals(0, together, 0);
    assertEquals(0, shuffled, 0);
    assertEquals(0, padded, 1e-6);
  }

  /** The largest difference of any element from the vector of the text embedded by itself. */
  private static double difference(List<Golden> texts, Engine batched, int window) {
    double largest = 0;
    for (int from = 0; from < texts.size(); from += window) {
      List<Golden> part = texts.subList(from, Math.min(texts.size(), from + window));
      List<CompletableFuture<float[]>> vectors =
          batched
              .submit(part.stream().map(Golden::text).toList(), Prompt.PASSAGE, new EmbedCounters())
              .vectors();
      for (int i = 0; i < part.size(); i++) {
        float[] alone = engine.embed(part.get(i).text(), Prompt.PASSAGE);
        float[] shared = vectors.get(i).join();
        for (int j = 0; j < alone.length; j++) {
          largest = Math.max(largest, Math.abs(alone[j] - shared[j]));
        }
      }
    }
    return largest;
  }

  private static Engine engine(int lengthStep) throws IOException {
    return Engines.of(
        EmbeddingModel.minilm(),
        DeviceChoice.CPU,
        0,
        new EngineOptions(2, 4096, lengthStep, 0, 0, "kNextPowerOfTwo"));
  }
}
