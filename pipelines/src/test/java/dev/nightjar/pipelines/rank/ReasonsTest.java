package dev.nightjar.pipelines.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightjar.pipelines.settings.choice.SourceKind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReasonsTest {

  @Test
  void whatTheUserDidWithTheItemThatSpokeForItComesFirst() {
    assertEquals(
        List.of("because you bought Trail Tent 2", "often chosen next"),
        Reasons.of("item-to-item", "Trail Tent 2", "purchase", "Tents"));
    assertEquals(
        List.of("because you looked at Trail Tent 2", "described alike"),
        Reasons.of("text", "Trail Tent 2", "view", null));
  }

  @Test
  void aUserWithoutHistoryGetsTheSourcesReasonAlone() {
    assertEquals(List.of("popular in Tents"), Reasons.of("category-popularity", null, "", "Tents"));
    assertEquals(List.of("popular right now"), Reasons.of("popularity", null, "", null));
  }

  @Test
  void everySourceHasItsWords() {
    for (SourceKind kind : SourceKind.values()) {
      assertEquals(1, Reasons.of(kind.word(), null, "", "Tents").size());
    }
  }

  @Test
  void anUnknownSourceIsAnError() {
    assertEquals(
        "no candidate source is called 'x'",
        assertThrows(IllegalArgumentException.class, () -> Reasons.of("x", null, "", null))
            .getMessage());
  }
}
