package dev.nightjar.pipelines.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopTest {

  @Test
  void equalScoresGoToTheSmallerIndexAndNaNIsLeftOut() {
    float[] scores = {1, 3, Float.NaN, 3, 0, 2, -1};
    assertArrayEquals(new int[] {1, 3, 5}, Top.of(scores, 3, 0));
    assertArrayEquals(new int[] {1, 3, 5, 0}, Top.of(scores, 9, 0));
    assertArrayEquals(new int[0], Top.of(scores, 2, 5));
  }

  @Test
  void theHeapAgreesWithSorting() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      float[] scores = new float[1 + random.nextInt(60)];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = random.nextInt(12);
      }
      int most = 1 + random.nextInt(20);
      int[] items = IntStream.range(0, scores.length).toArray();
      int[] sorted =
          IntStream.of(Top.order(scores, items)).filter(i -> scores[i] > 0).limit(most).toArray();
      assertArrayEquals(sorted, Top.of(scores, most, 0), "seed 5, round " + round);
    }
  }
}
