package dev.nightjar.pipelines.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class VectorsTest {

  @Test
  void moreNumbersThanAnArrayHoldsAreRefusedInWords() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Vectors.zeros(5_600_000, 384));
    assertEquals(
        "5600000 vectors of 384 numbers are more than the 2147483639 numbers that one array holds;"
            + " take a model with shorter vectors or divide the catalog",
        refused.getMessage());
  }
}
