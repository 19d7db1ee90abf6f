package dev.nightjar.udfs.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.embed.model.Prompt;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts that callers give up, on an engine with one worker: it takes some 40 ms a text. */
class SubmissionTest {

  private static final List<String> TEXTS =
      IntStream.range(0, 200).mapToObj(i -> "a long text ".repeat(80) + i).toList();

  private final EmbedCounters counters = new EmbedCounters();
  private Engine engine;

  @BeforeEach
  void open() throws IOException, OrtException {
    EngineOptions options = new EngineOptions(1, 2048, 1, 10_000_000, 0, "kNextPowerOfTwo");
    engine = Engine.open(EmbeddingModel.minilm(), Device.CPU, options);
  }

  @AfterEach
  void close() throws OrtException {
    engine.close();
  }

  @Test
  void whatIsGivenUpIsNotEmbedded() {
    Submission given = engine.submit(TEXTS, Prompt.PASSAGE, counters);
    given.release();
    engine.embed("afterwards", Prompt.PASSAGE);
    assertTrue(counters.batches.sum() <= 2, counters.batches + " of 25 batches");
    assertTrue(given.vectors().get(199).isCancelled());
  }

  @Test
  void whatSomebodyElseWaitsForIsEmbedded() {
    Submission given = engine.submit(TEXTS, Prompt.PASSAGE, counters);
    Submission other = engine.submit(List.of(TEXTS.get(199)), Prompt.PASSAGE, new EmbedCounters());
    given.release();
    assertEquals(384, other.vectors().get(0).join().length);
    assertTrue(counters.batches.sum() <= 3, counters.batches + " of 25 batches");
  }

  @Test
  void whatWasGivenUpCanBeAskedForAgain() {
    engine.submit(TEXTS, Prompt.PASSAGE, counters).release();
    assertEquals(384, engine.embed(TEXTS.get(199), Prompt.PASSAGE).length);
  }
}
