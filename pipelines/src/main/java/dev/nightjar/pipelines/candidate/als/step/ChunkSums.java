package dev.nightjar.pipelines.candidate.als.step;

import dev.nightjar.pipelines.array.OuterSums;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

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

  /**
   * The total over items, whose chunks are summed at the same time.
   *
   * @param items how many there are
   * @param adder puts in what an item has
   */
  public static double[] ofItems(
      Layout layout, int items, int height, int width, ObjIntConsumer<OuterSums> adder) {
    List<Part> parts =
        IntStream.range(0, layout.itemChunks())
            .parallel()
            .mapToObj(
                chunk -> {
                  OuterSums sums = new OuterSums(height, width);
                  for (int item = chunk; item < items; item += layout.itemChunks()) {
                    adder.accept(sums, item);
                  }
                  return new Part(chunk, sums.finished());
                })
            .toList();
    return total(parts, height, width);
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
