package dev.nightjar.pipelines.candidate.als.step;

import dev.nightjar.pipelines.array.OuterSums;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Outer products summed by chunk, so that their total follows from ids alone. */
public final class ChunkSums {
  private final int height;
  private final int width;
  private final Map<Integer, OuterSums> chunks = new TreeMap<>();

  public ChunkSums(int height, int width) {
    this.height = height;
    this.width = width;
  }

  /** The sums of one chunk. */
  public record Part(int chunk, OuterSums sums) implements Serializable {}

  public void add(int chunk, float[] left, float[] right) {
    chunks.computeIfAbsent(chunk, c -> new OuterSums(height, width)).add(left, right);
  }

  public List<Part> finished() {
    List<Part> parts = new ArrayList<>();
    chunks.forEach((chunk, sums) -> parts.add(new Part(chunk, sums.finished())));
    return parts;
  }

  /** Adds parts in the order of their chunks, however they arrived. */
  public static double[] total(List<Part> parts, int height, int width) {
    OuterSums total = new OuterSums(height, width);
    parts.stream()
        .sorted(Comparator.comparingInt(Part::chunk))
        .forEach(part -> total.add(part.sums()));
    return total.values();
  }
}
