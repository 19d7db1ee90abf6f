package dev.nightjar.pipelines.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class TextTableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    TextTable table = new TextTable("#", "name", "end");
    table.row("1", "a\nb", "x");
    table.row("10", "émile \uD83C\uDFB8", "");
    assertEquals(
        String.format("#   name     end%n1   a b      x%n10  émile \uD83C\uDFB8%n"),
        table.toString());
  }

  @Test
  void numbersStandToTheRight() {
    TextTable table = TextTable.ofNumbers("model", "ndcg@10", "MB");
    table.row("als", "0.1", "12345");
    assertEquals(String.format("model  ndcg@10     MB%nals        0.1  12345%n"), table.toString());
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    assertEquals("abc", TextTable.cut("abc", 3));
    assertEquals("ab…", TextTable.cut("abcd", 3));
    assertEquals(
        "\uD83C\uDFB8\uD83C\uDFB8…", TextTable.cut("\uD83C\uDFB8\uD83C\uDFB8\uD83C\uDFB8x", 3));
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    TextTable table = new TextTable("a", "b");
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> table.row("1"));
    assertEquals("1 cells for 2 columns", wrong.getMessage());
  }
}
