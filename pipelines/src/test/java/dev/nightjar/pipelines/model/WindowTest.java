package dev.nightjar.pipelines.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class WindowTest {

  @Test
  void aLongLogGetsTheWindowThatIsWanted() {
    assertEquals(7, Window.days(7, 28));
  }

  @Test
  void aShortLogIsCutIntoFourWindowsOfWholeDays() {
    assertEquals(6, Window.days(7, 27.9));
    assertEquals(2, Window.days(7, 11));
  }

  @Test
  void aWindowIsAtLeastADay() {
    assertEquals(1, Window.days(7, 0.5));
  }
}
