package dev.nightjar.pipelines.demo.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GrammarTest {
  private static final Map<String, String> WORDS =
      Map.of("noun", "air tent", "f1", "a porch", "f2", "mesh doors");

  @Test
  void slotsAreFilledAndTheSentenceBeginsWithACapital() {
    assertEquals("A porch, mesh doors.", Grammar.fill("{f1}, {f2}.", WORDS));
  }

  @Test
  void theArticleFollowsTheSound() {
    assertEquals("An air tent", Grammar.fill("{a noun}", WORDS));
    assertEquals("an", Grammar.article("LED bulb"));
    assertEquals("a", Grammar.article("one-person tent"));
    assertEquals("a", Grammar.article("tent"));
  }

  @Test
  void theDefiniteArticleReplacesTheIndefinite() {
    assertEquals("I like the porch.", Grammar.fill("I like {the f1}.", WORDS));
    assertEquals("I like the mesh doors.", Grammar.fill("I like {the f2}.", WORDS));
  }

  @Test
  void aSlotWithoutAWordIsAnError() {
    assertEquals(
        "no word for a slot of: {colour}",
        assertThrows(IllegalArgumentException.class, () -> Grammar.fill("{colour}", WORDS))
            .getMessage());
  }

  @Test
  void anUnknownKindOfSentenceIsAnErrorThatNamesTheKnownOnes() {
    Grammar grammar = new Grammar(Map.of("opening", List.of("Hello.")));
    assertEquals(
        "no sentences of kind closing; grammar.conf has [opening]",
        assertThrows(IllegalArgumentException.class, () -> grammar.of("closing")).getMessage());
  }
}
