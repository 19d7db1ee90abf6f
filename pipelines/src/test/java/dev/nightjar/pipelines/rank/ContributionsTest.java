package dev.nightjar.pipelines.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ContributionsTest {

  private static final List<String> FEATURES = List.of("a", "b", "c", "d", "e", "f", "g");
  private static final List<Float> PARTS = List.of(0.1f, -3f, 2f, 0.2f, 0.2f, -0.05f, 1f);

  @Test
  void theLargestPartsAreNamedAndAllAddUpToTheScore() {
    double score = 0.75;
    Map<String, Double> named = Contributions.of(FEATURES, PARTS, score);
    assertEquals(List.of("b", "c", "g", "d", "e", "other"), new ArrayList<>(named.keySet()));
    assertEquals(score, named.values().stream().mapToDouble(d -> d).sum(), 2e-6);
  }

  @Test
  void numbersAreRoundedToSixDigits() {
    assertEquals(0.333333, Contributions.rounded(1 / 3d), 0);
  }
}
