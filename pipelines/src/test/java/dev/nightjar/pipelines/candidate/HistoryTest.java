package dev.nightjar.pipelines.candidate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

final class HistoryTest {

  /** Item 1 is liked, then disliked twice, seen last; 2 is disliked, then liked; 3 is seen. */
  private static final History MIXED =
      new History(
          7,
          new int[] {1, 2, 3, 1, 2, 1, 1},
          new float[] {7, 6, 5, 4, 3, 2, 1},
          new float[] {5, -1, 0, -2, 1, -3, 0});

  @Test
  void theLastWordOnAnItemStandsAndWhatItContradictsSaysNothing() {
    History settled = MIXED.settled();
    assertArrayEquals(new float[] {0, 0, 0, -2, 1, -3, 0}, settled.weights());
    assertArrayEquals(MIXED.items(), settled.items());
    assertArrayEquals(new int[] {1, 1}, settled.disliked());
  }

  @Test
  void likedEventsStandAloneAndTellingOnesWithDislikes() {
    History liked = MIXED.settled().liked();
    assertArrayEquals(new int[] {2}, liked.items());
    assertArrayEquals(new float[] {3}, liked.ages());
    assertEquals(7, liked.user());
    assertArrayEquals(new float[] {-2, 1, -3}, MIXED.settled().telling().weights());
  }

  @Test
  void aHistoryOfLikesStaysAsItIs() {
    History likes = History.of(7, 1, 2, 1);
    assertSame(likes, likes.settled());
    assertSame(likes, likes.liked());
    assertSame(likes, likes.telling());
    assertEquals(0, likes.disliked().length);
  }
}
