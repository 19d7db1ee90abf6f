package dev.nightjar.udfs.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchPlanTest {

  @Test
  void textsOfOneLengthShareBatchesOfNearlyOneSize() {
    List<BatchPlan.Batch> batches =
        BatchPlan.of(new int[] {10, 10, 10, 10, 10, 10, 10}, 1, 256, 30);
    assertEquals(
        List.of(
            new BatchPlan.Batch(10, List.of(0, 1)),
            new BatchPlan.Batch(10, List.of(2, 3)),
            new BatchPlan.Batch(10, List.of(4, 5, 6))),
        batches);
  }

  @Test
  void theLongestComeFirstAndLengthsSnapUpButNotBeyondTheModel() {
    List<BatchPlan.Batch> batches = BatchPlan.of(new int[] {3, 16, 17, 250, 5}, 16, 250, 1000);
    assertEquals(
        List.of(
            new BatchPlan.Batch(250, List.of(3)),
            new BatchPlan.Batch(32, List.of(2)),
            new BatchPlan.Batch(16, List.of(0, 1, 4))),
        batches);
  }

  @Test
  void aTextLargerThanTheBudgetGoesAlone() {
    assertEquals(
        List.of(new BatchPlan.Batch(200, List.of(0)), new BatchPlan.Batch(200, List.of(1))),
        BatchPlan.of(new int[] {200, 200}, 1, 256, 100));
  }

  @Test
  void everyTextIsInOneBatchWithinTheBudget() {
    long seed = 20260101;
    Random random = new Random(seed);
    int[] lengths = random.ints(2000, 2, 257).toArray();
    List<Integer> seen = new ArrayList<>();
    for (BatchPlan.Batch batch : BatchPlan.of(lengths, 8, 256, 2048)) {
      assertTrue(batch.length() * batch.members().size() <= 2048, "seed " + seed);
      batch.members().forEach(member -> assertTrue(lengths[member] <= batch.length()));
      seen.addAll(batch.members());
    }
    Collections.sort(seen);
    for (int i = 0; i < lengths.length; i++) {
      assertEquals(i, seen.get(i), "seed " + seed);
    }
    assertEquals(lengths.length, seen.size());
  }

  @Test
  void noTextsMakeNoBatches() {
    assertEquals(List.of(), BatchPlan.of(new int[0], 1, 256, 100));
  }
}
