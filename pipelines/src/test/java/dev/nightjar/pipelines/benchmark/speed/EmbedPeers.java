package dev.nightjar.pipelines.benchmark.speed;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.udfs.sql.NightjarExtensions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/**
 * Runs {@code benchmark embed} and then LangChain4j's in-process embedder on the same texts in the
 * same JVM:
 *
 * <pre>
 * mvn -pl pipelines -am test -Dtest=EmbedPeers -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dtexts=FILE -Dsample=3000 -Dtest.jit=-server
 * </pre>
 *
 * <p>LangChain4j embeds a text a call, as many calls at once as there are cores. Without {@code
 * -Dtexts} nothing runs, and the build does not look for this class by itself.
 */
class EmbedPeers {

  private static final int AT_ONCE = 256;

  @Test
  void run() throws Exception {
    String texts = System.getProperty("texts");
    assumeTrue(texts != null, "name a file with a text a line: -Dtexts=FILE");
    int sample = Integer.getInteger("sample", 0);
    List<ResultLine> results = new ArrayList<>();
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.extensions", NightjarExtensions.class.getName())
            .getOrCreate()) {
      results.addAll(new EmbedBenchmark(texts, sample, "minilm").run(spark));
    }
    List<String> lines =
        Files.readAllLines(Path.of(texts)).stream().filter(line -> !line.isBlank()).toList();
    results.add(langChain4j(EmbedBenchmark.sampled(lines, sample)));
    results.forEach(System.out::println);
    assertTrue(results.size() == 6);
  }

  private static ResultLine langChain4j(List<String> lines) throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      var model = new AllMiniLmL6V2EmbeddingModel(threads);
      model.embed(lines.get(0));
      long start = System.nanoTime();
      for (int from = 0; from < lines.size(); from += AT_ONCE) {
        List<String> some = lines.subList(from, Math.min(lines.size(), from + AT_ONCE));
        model.embedAll(some.stream().map(TextSegment::from).toList());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return ResultLine.of("langchain4j")
          .with("texts_per_s", lines.size() / seconds)
          .with("seconds", seconds);
    } finally {
      threads.shutdownNow();
    }
  }
}
