package dev.nightjar.pipelines.benchmark.gpu;

import dev.nightjar.udfs.embed.EmbedCounters;
import dev.nightjar.udfs.embed.Engine;
import dev.nightjar.udfs.embed.model.Prompt;
import dev.nightjar.udfs.vector.VectorMath;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * How close the vectors of two engines are.
 *
 * @param what the two, for people
 * @param texts how many were embedded by both
 * @param largestDifference between two numbers at one place
 */
record VectorAgreement(
    String what, int texts, double lowestCosine, double meanCosine, double largestDifference) {

  static VectorAgreement of(String what, Engine one, Engine other, List<String> texts) {
    List<float[]> left = vectors(one, texts);
    List<float[]> right = vectors(other, texts);
    double lowest = 1;
    double sum = 0;
    double largest = 0;
    for (int text = 0; text < texts.size(); text++) {
      float[] a = left.get(text);
      float[] b = right.get(text);
      double cosine = VectorMath.cosine(a, b);
      lowest = Math.min(lowest, cosine);
      sum += cosine;
      for (int i = 0; i < a.length; i++) {
        largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
      }
    }
    return new VectorAgreement(what, texts.size(), lowest, sum / texts.size(), largest);
  }

  private static List<float[]> vectors(Engine engine, List<String> texts) {
    return engine.submit(texts, Prompt.PASSAGE, new EmbedCounters()).vectors().stream()
        .map(CompletableFuture::join)
        .toList();
  }
}
