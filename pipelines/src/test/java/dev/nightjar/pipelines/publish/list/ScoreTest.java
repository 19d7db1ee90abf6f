package dev.nightjar.pipelines.publish.list;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScoreTest {

  @ParameterizedTest
  @CsvSource({
    "0.30000000000000004, 0.3",
    "0.1234565, 0.123456",
    "0.123456789, 0.123457",
    "1234567.8, 1234570",
    "1E-9, 0.000000001",
    "1.5E8, 150000000",
    "-0.0, 0",
    "-2.5, -2.5"
  })
  void aScoreHasSixDigitsAndNoExponent(double score, String text) {
    assertEquals(text, Score.text(score));
    assertEquals(text, Score.text(Score.rounded(score)), "rounding twice changes it");
  }
}
