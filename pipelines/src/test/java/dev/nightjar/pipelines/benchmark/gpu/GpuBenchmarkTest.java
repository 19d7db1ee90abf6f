package dev.nightjar.pipelines.benchmark.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.udfs.embed.DeviceChoice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On the CPU, as far as that goes. */
final class GpuBenchmarkTest {

  private static final GpuBenchmark.Effort LITTLE =
      new GpuBenchmark.Effort(List.of(16), List.of(1, 2), 0.05, 20, 400);

  @Test
  void withoutAGpuTheCpuIsMeasuredAndThePageClaimsNothingOfGpus() throws Exception {
    GpuReport report =
        new GpuBenchmark(DeviceChoice.CPU, 0, Optional.empty(), LITTLE).run(42, next -> {});
    assertEquals("cpu", report.equipment().device());
    assertEquals(
        List.of("ceiling 1", "ceiling 2", "nightjar 1"),
        report.speeds().stream().map(s -> s.way() + " " + s.replicas()).toList());
    assertTrue(report.speeds().stream().allMatch(s -> s.textsPerSecond() > 0));
    assertTrue(report.speeds().stream().allMatch(s -> s.idle().isEmpty()));
    assertEquals(1, report.topK().size());
    assertTrue(report.topK().get(0).agreement().holds(), () -> report.topK().toString());
    String page = report.markdown();
    assertTrue(page.contains("GPU: not asked for. Measured on `cpu`"), page);
    assertTrue(page.contains("CUDA provider: not looked for: --device is cpu."), page);
    assertTrue(page.contains("Not compared: there is no GPU"), page);
    assertTrue(page.contains("| 16 | nightjar | 1 |"), page);
    JsonNode json = new ObjectMapper().readTree(report.json());
    assertEquals("cpu", json.get("device").asText());
    assertEquals(3, json.get("speeds").size());
    assertTrue(json.get("speeds").get(0).get("idle").isNull());
    assertEquals(20, json.get("topk").get(0).get("agreement").get("users").asInt());
    assertEquals(4, report.lines().size());
    assertTrue(
        report
            .lines()
            .get(3)
            .toString()
            .matches("RESULT model=topk-cpu pairs_per_s=\\d+ same=true"),
        () -> report.lines().toString());
  }

  @Test
  void whatCannotBeMeasuredIsRefusedWithTheOption() {
    assertRefused("--tokens is [2]; give 3 to 256", List.of(2), List.of(1), 1, 1, 100);
    assertRefused("--replicas is [0]; give 1 to 16", List.of(16), List.of(0), 1, 1, 100);
    assertRefused("--seconds is 0.0; give more than 0", List.of(16), List.of(1), 0, 1, 100);
    assertRefused("--users is 0; give 1 to", List.of(16), List.of(1), 1, 0, 100);
    assertRefused("--items is 99; give 100 to", List.of(16), List.of(1), 1, 1, 99);
  }

  private static void assertRefused(
      String message,
      List<Integer> tokens,
      List<Integer> replicas,
      double seconds,
      int users,
      int items) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new GpuBenchmark.Effort(tokens, replicas, seconds, users, items));
    assertTrue(refused.getMessage().startsWith(message), refused::getMessage);
  }

  @Test
  void idleIsTheShareWithoutWork() {
    assertEquals(0.4, Utilization.idle(List.of(100.0, 80.0, 0.0)).orElseThrow(), 1e-12);
    assertFalse(Utilization.idle(List.of()).isPresent());
  }
}
