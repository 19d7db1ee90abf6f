package dev.nightjar.udfs.benchmark;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.embed.model.Tokenizers;
import dev.nightjar.udfs.token.Tokenizer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ids of one text, in microseconds: Nightjar's route against DJL's full encoding. {@link
 * Benchmarks} runs it, and its profiler {@code gc} shows the heap that each takes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenizeBenchmark {

  private static final String SENTENCE =
      "The strings arrived quickly, sound warm and stay in tune for weeks. ";

  @Param({"1", "8", "64"})
  private int sentences;

  private String text;
  private Tokenizer tokenizer;
  private HuggingFaceTokenizer full;

  @Setup
  public void open() throws IOException {
    EmbeddingModel model = EmbeddingModel.minilm();
    text = SENTENCE.repeat(sentences);
    tokenizer = Tokenizers.of(model).cut();
    full =
        HuggingFaceTokenizer.newInstance(
            model.tokenizer(),
            Map.of("padding", "false", "truncation", "true", "maxLength", "256"));
  }

  @Benchmark
  public long[] nightjar() {
    return tokenizer.encode(text).ids();
  }

  @Benchmark
  public long[] fullEncoding() {
    return full.encode(text).getIds();
  }
}
