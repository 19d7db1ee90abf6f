package dev.nightjar.pipelines.candidate.als.step;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Numbers summed by chunk, so that their total follows from ids alone. */
public final class ChunkTotals implements Serializable {
  private final Map<Integer, Double> chunks = new TreeMap<>();

  public void add(int chunk, double value) {
    chunks.merge(chunk, value, Double::sum);
  }

  /** Adds what was summed in several places, each with chunks of its own, in the order of these. */
  public static double total(List<ChunkTotals> parts) {
    Map<Integer, Double> all = new TreeMap<>();
    parts.forEach(part -> all.putAll(part.chunks));
    return all.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
