package dev.nightjar.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.spark.SparkUserAppException;
import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void aFailureCarriesItsExitCodeToSparkSubmit() {
    var thrown =
        assertThrows(
            SparkUserAppException.class, () -> Main.main(new String[] {"no-such-command"}));
    assertEquals(2, thrown.exitCode());
    assertEquals(
        "nightjar no-such-command ended with code 2; see the log above",
        thrown.getCause().getMessage());
  }

  @Test
  void helpReturns() throws SparkUserAppException {
    Main.main(new String[] {"--help"});
  }
}
