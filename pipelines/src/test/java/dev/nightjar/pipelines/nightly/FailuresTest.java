package dev.nightjar.pipelines.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.run.Secrets;
import org.junit.jupiter.api.Test;

final class FailuresTest {

  private static final String ADDRESS = "jdbc:postgresql://h/db?user=x&password=S3cret";

  private final RuntimeException failure =
      new IllegalStateException(
          "Job aborted due to stage failure",
          new IllegalArgumentException("\n  cannot open " + ADDRESS + "\nand more"));

  @Test
  void theFirstLineOfTheInnermostCauseIsSaidWithoutSecrets() {
    assertEquals(
        "cannot open jdbc:postgresql://h/db?user=x&password=*********(redacted)",
        Failures.oneLine(failure));
  }

  @Test
  void aFailureWithoutAMessageIsSaidByItsName() {
    assertEquals("ArithmeticException", Failures.oneLine(new ArithmeticException()));
  }

  @Test
  void aLongLineIsCut() {
    assertEquals(
        "x".repeat(2000) + " ...", Failures.oneLine(new RuntimeException("x".repeat(2001))));
  }

  @Test
  void theStackTraceHidesThemToo() {
    String trace = Failures.stackTrace(failure, Secrets.OF_NOBODY);
    assertFalse(trace.contains("S3cret"), trace);
    assertTrue(trace.contains("Caused by: java.lang.IllegalArgumentException"), trace);
    assertTrue(trace.contains("at dev.nightjar.pipelines.nightly.FailuresTest"), trace);
  }
}
