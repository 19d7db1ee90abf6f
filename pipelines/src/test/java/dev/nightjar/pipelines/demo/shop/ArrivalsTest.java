package dev.nightjar.pipelines.demo.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ArrivalsTest {
  private final Arrivals arrivals = Arrivals.of(2_000, 0.15, 60);

  @Test
  void allAreThereAtTheEndOfTheReferenceNight() {
    assertEquals(1_700, arrivals.before());
    assertEquals(2_000, arrivals.until(59));
  }

  @Test
  void thePaceGoesOnAfterTheReferenceNight() {
    assertEquals(2_005, arrivals.until(60));
    assertEquals(2_300, arrivals.until(119));
  }

  @Test
  void everybodyComesOnTheDayThatCountsThem() {
    for (Arrivals each : new Arrivals[] {arrivals, Arrivals.of(40, 0.12, 60)}) {
      assertEquals(-1, each.day(each.before() - 1));
      for (int number = each.before(); number < each.until(200); number++) {
        int day = each.day(number);
        assertTrue(number < each.until(day), "there on day " + day);
        assertTrue(number >= each.until(day - 1), "not there before day " + day);
      }
    }
  }

  @Test
  void aShopWithoutArrivalsStaysAsItIs() {
    assertEquals(3, Arrivals.of(3, 0.12, 60).until(500));
  }
}
