package dev.nightjar.pipelines.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PlacesTest {

  @Test
  void everyNumberHasItsPlaceAndOthersHaveNone() {
    SplittableRandom random = new SplittableRandom(3);
    for (int count : new int[] {0, 1, 2, 3, 100, 1000}) {
      // Near one another, far apart, and the least and largest there are.
      int bound = random.nextBoolean() ? 2 * count + 1 : Integer.MAX_VALUE;
      int[] numbers = random.ints(0, bound).distinct().limit(count).toArray();
      if (count > 3) {
        numbers[0] = Integer.MIN_VALUE;
        numbers[1] = Integer.MAX_VALUE;
      }
      Map<Integer, Integer> wanted = new HashMap<>();
      for (int place = 0; place < count; place++) {
        wanted.put(numbers[place], place);
      }
      Places places = new Places(numbers);
      for (int number : numbers) {
        assertEquals(wanted.get(number), places.of(number));
        assertEquals(wanted.getOrDefault(number + 1, -1), places.of(number + 1));
      }
      assertEquals(wanted.getOrDefault(-7, -1), places.of(-7));
    }
  }
}
