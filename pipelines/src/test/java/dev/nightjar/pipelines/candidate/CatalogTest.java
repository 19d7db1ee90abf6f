package dev.nightjar.pipelines.candidate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class CatalogTest {

  @Test
  void aFactThatNobodyKnowsIsEmpty() {
    Catalog catalog = Catalog.of(2).with(ItemFact.PRICE, new float[] {3, 4});
    assertArrayEquals(new float[] {3, 4}, catalog.fact(ItemFact.PRICE));
    assertEquals(0, catalog.fact(ItemFact.AGE).length);
  }

  @Test
  void aFactOfAnotherLengthIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Catalog.of(2).with(ItemFact.RATINGS, new float[3]));
    assertEquals(
        "catalog of 2 items has 3 rating counts; give one an item or none", e.getMessage());
  }
}
