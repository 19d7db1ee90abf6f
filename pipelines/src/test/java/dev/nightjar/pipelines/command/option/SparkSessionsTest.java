package dev.nightjar.pipelines.command.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SparkSessionsTest {

  @Test
  void theClustersExtensionsStay() {
    String own = "io.delta.sql.DeltaSparkSessionExtension,dev.nightjar.udfs.sql.NightjarExtensions";
    assertEquals(own, SparkSessions.extensions(""));
    assertEquals(own, SparkSessions.extensions(own));
    assertEquals("a.B," + own, SparkSessions.extensions(" a.B "));
  }
}
