package dev.nightjar.udfs.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class TextHeadTest {

  @Test
  void aShortTextIsItsOwnHead() {
    String text = "a short text";
    assertSame(text, TextHead.of(text, 12));
  }

  @Test
  void theCutIsJustBeforeTheLastSpaceWithinTheLimit() {
    assertEquals("one two", TextHead.of("one two three", 9));
    assertEquals("one two", TextHead.of("one two three", 7));
  }

  @Test
  void anEndlessWordIsReadToItsEnd() {
    String word = "x".repeat(100);
    assertEquals(word, TextHead.of(word + " y", 40));
    assertEquals(word, TextHead.of(word, 40));
  }

  @Test
  void nothingIsReadBeyondTheLongest() {
    assertEquals(TextHead.LONGEST, TextHead.of("x".repeat(TextHead.LONGEST + 5), 10).length());
  }

  @Test
  void aSurrogatePairIsNotSplit() {
    String text = "x".repeat(TextHead.LONGEST - 1) + "😀😀";
    assertEquals(TextHead.LONGEST - 1, TextHead.of(text, 10).length());
  }
}
