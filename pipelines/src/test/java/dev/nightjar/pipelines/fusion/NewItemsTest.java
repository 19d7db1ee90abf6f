package dev.nightjar.pipelines.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightjar.pipelines.settings.RankSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import org.junit.jupiter.api.Test;

class NewItemsTest {

  @Test
  void theBestNewOnesTakeTheLastOfTheFirstPlaces() {
    int[] order = {1, 2, 3, 4, 70, 5, 80, 90};
    assertArrayEquals(
        new int[] {1, 70, 80, 2, 3, 4, 5, 90}, new NewItems(2, 3).arrange(order, i -> i >= 70));
  }

  @Test
  void aNewOneThatIsThereAlreadyCountsAndStays() {
    int[] order = {1, 70, 2, 80, 90};
    assertArrayEquals(order, new NewItems(1, 3).arrange(order, i -> i >= 70));
    assertArrayEquals(
        new int[] {1, 70, 80, 2, 90}, new NewItems(2, 3).arrange(order, i -> i >= 70));
    assertArrayEquals(
        new int[] {70, 80, 90, 1, 2}, new NewItems(3, 3).arrange(order, i -> i >= 70));
  }

  @Test
  void withoutNewOnesOrPlacesNothingMoves() {
    int[] order = {1, 2, 3, 70};
    assertArrayEquals(order, new NewItems(2, 3).arrange(order, i -> i > 100));
    assertArrayEquals(order, new NewItems(0, 3).arrange(order, i -> i >= 70));
    assertArrayEquals(new int[] {1, 2}, new NewItems(1, 10).arrange(new int[] {1, 2}, i -> i > 9));
    assertArrayEquals(new int[0], new NewItems(1, 10).arrange(new int[0], i -> true));
  }

  @Test
  void aListThatIsShorterThanTheJudgedOneKeepsThePlacesToo() {
    RankSettings settings = ShippedSettings.with("rank { top-k = 3, new-items = 5 }").rank();
    assertEquals(new NewItems(3, 3), NewItems.of(settings, 10));
    assertEquals(new NewItems(2, 2), NewItems.of(settings, 2));
  }

  @Test
  void morePlacesThanThereAreIsAMistake() {
    var e = assertThrows(IllegalArgumentException.class, () -> new NewItems(4, 3));
    assertEquals("rank.new-items is 4; set a number from 0 to 3", e.getMessage());
  }
}
