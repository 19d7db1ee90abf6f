package dev.nightjar.pipelines.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemFact;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TasteTest {

  private static final Catalog CATALOG =
      Catalog.of(3)
          .withText(new Vectors(3, 2, new float[] {1, 0, 0, 1, 0, 0}))
          .withCategory(new int[] {0, 1, -1})
          .with(ItemFact.PRICE, new float[] {10, 40, Float.NaN});
  private static final Taste TASTE = new Taste(CATALOG, List.of("Lamps", "Tents"), 10);

  /** Item 0 one half-life ago, item 1 now: weights 1 and 2. */
  private static final History HISTORY =
      new History(7, new int[] {0, 1}, new float[] {10, 0}, new float[] {2, 2});

  @Test
  void theVectorIsTheDecayedMeanOfTheItemsAtLengthOne() {
    float norm = (float) Math.sqrt(5);
    Float[] vector = TASTE.vector(HISTORY);
    assertArrayEquals(new Float[] {1 / norm, 2 / norm}, vector);
  }

  @Test
  void priceAndCategoriesAreDecayedToo() {
    assertEquals((10 + 2 * 40) / 3d, TASTE.meanPrice(HISTORY), 1e-9);
    assertEquals(1 / 3d, TASTE.categories(HISTORY).apply("Lamps"), 1e-9);
    assertEquals(2 / 3d, TASTE.categories(HISTORY).apply("Tents"), 1e-9);
  }

  @Test
  void aDislikeTurnsTheTasteAwayAndWhatWasSeenSaysNothing() {
    History history =
        new History(7, new int[] {2, 0, 1}, new float[] {40, 10, 0}, new float[] {0, -2, 2});
    float norm = (float) Math.sqrt(5);
    assertArrayEquals(new Float[] {-1 / norm, 2 / norm}, TASTE.vector(history));
    assertEquals(40, TASTE.meanPrice(history), 1e-9, "of what is liked");
    assertEquals(-1 / 3d, TASTE.categories(history).apply("Lamps"), 1e-9);
    assertEquals(2 / 3d, TASTE.categories(history).apply("Tents"), 1e-9);
    History seen = new History(7, new int[] {0}, new float[1], new float[1]);
    assertNull(TASTE.vector(seen));
    assertEquals(0, TASTE.categories(seen).size());
  }

  @Test
  void aUserWithoutHistoryHasNoTaste() {
    History empty = History.empty(1);
    assertNull(TASTE.vector(empty));
    assertNull(TASTE.meanPrice(empty));
    assertEquals(0, TASTE.categories(empty).size());
  }
}
