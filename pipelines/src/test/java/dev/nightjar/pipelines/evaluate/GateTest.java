package dev.nightjar.pipelines.evaluate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightjar.pipelines.run.Refused;
import org.junit.jupiter.api.Test;

final class GateTest {

  @Test
  void aNightWithinTheMarginPasses() {
    assertDoesNotThrow(() -> Gate.check("ndcg@10", "2025-03-01", 0.2, 0.181, 0.1));
  }

  @Test
  void aNightBelowTheMarginIsRefusedWithBothValues() {
    Refused e =
        assertThrows(Refused.class, () -> Gate.check("ndcg@10", "2025-03-01", 0.2, 0.179, 0.1));
    assertEquals(
        "ndcg@10 of fused is 0.1790, below 0.1800, which is the live night 2025-03-01's 0.2000 less"
            + " evaluate.gate.margin 0.10; the live lists stay. Look at the report, and if the new"
            + " lists are right, run again with a larger margin",
        e.getMessage());
  }
}
