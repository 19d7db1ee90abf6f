package dev.nightjar.pipelines.demo.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StreamsTest {
  private final Streams streams = new Streams(7);

  @Test
  void aStreamIsDecidedBySeedNameAndKeys() {
    long drawn = streams.of("visit", 3, 4).nextLong();

    assertEquals(drawn, new Streams(7).of("visit", 3, 4).nextLong());
    assertNotEquals(drawn, new Streams(8).of("visit", 3, 4).nextLong());
    assertNotEquals(drawn, streams.of("verdict", 3, 4).nextLong());
    assertNotEquals(drawn, streams.of("visit", 4, 3).nextLong());
  }

  @Test
  void nearKeysGiveStreamsThatDoNotMeet() {
    Set<Long> drawn = new HashSet<>();
    for (int user = 0; user < 100; user++) {
      for (int day = 0; day < 100; day++) {
        drawn.add(streams.of("visit", user, day).nextLong());
      }
    }
    assertEquals(10_000, drawn.size());
  }

  @Test
  void weightsDecideHowOftenAnIndexIsDrawn() {
    SplittableRandom random = streams.of("weights");
    int[] counts = new int[3];
    for (int i = 0; i < 10_000; i++) {
      counts[Streams.weighted(random, new double[] {1, 0, 3})]++;
    }
    assertEquals(0, counts[1]);
    assertEquals(2_500, counts[0], 200);
  }

  @Test
  void nothingIsDrawnFromZeroWeights() {
    assertEquals(-1, Streams.weighted(streams.of("weights"), new double[] {0, 0}));
  }
}
