package dev.nightjar.pipelines.command.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HadoopConfTest {

  private static final String SUBMITTED = "spark.hadoop.fs.s3a.endpoint";

  /** What spark-submit does with spark-defaults.conf and --conf. */
  @BeforeEach
  void submit() {
    System.setProperty(SUBMITTED, "https://store");
  }

  @AfterEach
  void end() {
    System.clearProperty(SUBMITTED);
  }

  @Test
  void whatSparkSubmitWasGivenCountsBelowTheSettings() {
    assertEquals("https://store", HadoopConf.of(Map.of()).get("fs.s3a.endpoint"));
    assertEquals(
        "https://own", HadoopConf.of(Map.of(SUBMITTED, "https://own")).get("fs.s3a.endpoint"));
  }
}
