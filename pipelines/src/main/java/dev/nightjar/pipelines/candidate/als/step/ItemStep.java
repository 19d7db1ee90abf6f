package dev.nightjar.pipelines.candidate.als.step;

import dev.nightjar.pipelines.array.Numbers;
import dev.nightjar.pipelines.array.Vectors;
import java.io.Serializable;
import java.util.List;

/**
 * The half of an iteration that finds items from users.
 *
 * @param users coordinates that their factors are sent in
 * @param count of the users that have a factor
 * @param texts what texts say of factors, in these coordinates
 * @param meanPenalty of the items that texts are learnt from
 */
public record ItemStep(
    Coordinates users, int count, TextMap texts, double meanPenalty, Objective objective)
    implements Serializable {

  /**
   * The factors of a block of items.
   *
   * @param factors one after the other, in the order of the ids
   * @param texts sums of the products of texts and factors
   * @param objective of all pairs with these items, and the items' penalties
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  public record Solved(
      int[] ids, float[] factors, List<ChunkSums.Part> texts, ChunkTotals objective)
      implements Serializable {}

  /**
   * Solves a block.
   *
   * @param factors of the users, by column
   * @param before factors of all items before this step, in coordinates of their own
   * @param text vectors of all items
   */
  public Solved solve(
      RatingRows items, Vectors factors, Vectors before, Vectors text, Layout layout) {
    int rank = users.rank();
    RowSolver solver = new RowSolver(objective, factors, count, users.squares());
    ChunkSums sums = new ChunkSums(text.dimension() + 1, rank);
    ChunkTotals parts = new ChunkTotals();
    float[] solved = new float[Math.multiplyExact(items.count(), rank)];
    for (int row = 0; row < items.count(); row++) {
      int item = items.ids()[row];
      float[] factor = users.turned(before.at(item));
      double part = solver.improve(items, row, factor, texts.of(text, item));
      parts.add(layout.itemChunk(item), part);
      System.arraycopy(factor, 0, solved, row * rank, rank);
      int likes = items.likes(row);
      if (likes > 0 && text.has(item)) {
        float weight = (float) (solver.penalty(likes) / meanPenalty);
        sums.add(
            layout.itemChunk(item), TextMap.withOne(text, item), Numbers.times(factor, weight));
      }
    }
    return new Solved(items.ids(), solved, sums.finished(), parts);
  }
}
