package dev.nightjar.pipelines.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class PaceTest {

  @Test
  void theRestTakesAsLongAsThePaceSoFarSays() {
    assertEquals("1,200 of 5,000 texts, 60 texts/s, 1 min 4 s left", Pace.of(5_000, 0, 1_200, 20));
    assertEquals("4,960 of 5,000 texts, 60 texts/s, 1 s left", Pace.of(5_000, 4_000, 4_960, 16));
  }

  @Test
  void onlyTextsSinceTheClockStartedCountForThePace() {
    assertEquals(
        "6,000 of 10,000 texts, 100 texts/s, 40 s left", Pace.of(10_000, 5_000, 6_000, 10));
  }

  @Test
  void hoursAreSaidInHours() {
    assertEquals(
        "10,000 of 1,000,000 texts, 100 texts/s, 2 h 45 min left",
        Pace.of(1_000_000, 0, 10_000, 100));
  }

  @Test
  void aSlowPaceHasADecimal() {
    assertEquals("3 of 6 texts, 0.5 texts/s, 6 s left", Pace.of(6, 0, 3, 6));
  }

  @Test
  void noPaceIsSaidBeforeTheFirstTexts() {
    assertEquals("0 of 5,000 texts", Pace.of(5_000, 0, 0, 15));
    assertEquals("5,000 of 10,000 texts", Pace.of(10_000, 5_000, 5_000, 15));
    assertEquals("0 of 5,000 texts", Pace.of(5_000, 0, 0, 0));
  }

  @Test
  void thereIsNeverLessThanNothingLeft() {
    assertEquals("11 of 10 texts, 11 texts/s, 0 s left", Pace.of(10, 0, 11, 1));
  }
}
