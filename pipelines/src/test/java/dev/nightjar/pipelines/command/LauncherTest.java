package dev.nightjar.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The script that starts Nightjar, as far as it comes before Java. */
final class LauncherTest {

  @Test
  void aHeapThatCannotWorkNamesTheVariableAndTheLeastThatDoes() throws Exception {
    for (String heap : List.of("lots", "-1g", "3gb", "3", "g")) {
      String said = refusal(heap);
      assertTrue(
          said.startsWith("nightjar: NIGHTJAR_MEMORY is '" + heap + "'; set a number"), said);
      assertTrue(said.contains("1g holds a small night"), said);
    }
    for (String heap : List.of("200m", "1023M", "0g", "1000000k")) {
      String said = refusal(heap);
      assertTrue(said.startsWith("nightjar: NIGHTJAR_MEMORY is " + heap + ", too little"), said);
      assertTrue(said.contains("1g holds a small night"), said);
    }
  }

  private static String refusal(String heap) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("bash", "bin/nightjar", "--version");
    builder.environment().put("NIGHTJAR_MEMORY", heap);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor(), said);
    return said;
  }
}
