package dev.nightjar.pipelines.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RuleFiguresTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 3, 14);

  @Test
  void theCountsOfBothStagesAreAddedUpByRule() {
    RuleFigures figures =
        RuleFigures.of(
                running(
                    Map.of(
                        "rules.no.spirits.items", 12L,
                        "rules.no.spirits.removed", 0L,
                        "rules.socks.moved", 7L,
                        "rules.socks.unsatisfied", 2L,
                        "recommendations", 900L),
                    Map.of("rules.no.spirits.removed", 31L, "test.users", 8L)),
                List.of(),
                NIGHT)
            .orElseThrow();

    assertEquals(
        List.of(
            new RuleFigures.Rule("no.spirits", 12, 31, 0, 0),
            new RuleFigures.Rule("socks", -1, 0, 7, 2)),
        figures.rules());
  }

  @Test
  void figuresWithoutAndWithRulesStandBesideEachOther() {
    Measurement before = measured("fused", "ndcg@10", 0.15);
    Measurement after = measured("fused-with-rules", "ndcg@10", 0.14);
    RuleFigures figures =
        RuleFigures.of(
                running(Map.of(), Map.of()),
                List.of(
                    before,
                    after,
                    measured("als", "ndcg@10", 0.1),
                    measured("fused", "gini@10", 0.8),
                    measured("fused-with-rules", "gini@10", 0.7),
                    measured("fused", "recall@10", 0.2)),
                NIGHT)
            .orElseThrow();

    assertEquals(new RuleFigures.Change("ndcg@10", before, after), figures.changes().get(0));
    assertEquals("gini@10", figures.changes().get(1).metric());
    assertEquals(2, figures.changes().size());
  }

  @Test
  void aNightWithoutRulesSaysNothingOfThem() {
    assertEquals(
        Optional.empty(),
        RuleFigures.of(
            running(Map.of("recommendations", 900L), Map.of()),
            List.of(measured("fused", "ndcg@10", 0.15)),
            NIGHT));
  }

  @Test
  void thePageShowsThem() {
    RuleFigures figures =
        new RuleFigures(
            List.of(new RuleFigures.Rule("no <spirits>", 12, 31, 0, 0)),
            List.of(
                new RuleFigures.Change(
                    "gini@10",
                    measured("fused", "gini@10", 0.8),
                    measured("fused-with-rules", "gini@10", 0.7))));

    String page = Templates.fill("night.ftlh", NightPageTest.page(figures).model());

    assertTrue(page.contains("<a href=\"#rules\">Rules</a>"), page);
    assertTrue(page.contains("no &lt;spirits&gt;"), page);
    assertTrue(page.contains("<th scope=\"row\">Gini@10</th><td class=\"number\">0.8000"), page);
    assertTrue(page.contains("<small>0.6900–0.7100</small>"), page);
    assertTrue(page.contains("those of <b>fused with rules</b>"), page);
  }

  private static Measurement measured(String model, String metric, double value) {
    return new Measurement(NIGHT, model, "all", metric, value, value - 0.01, value + 0.01, 100);
  }

  private static Running running(Map<String, Long> rank, Map<String, Long> evaluate) {
    return Running.of(List.of(row("evaluate", evaluate), row("rank", rank)), NIGHT);
  }

  private static ManifestRow row(String stage, Map<String, Long> counts) {
    Instant start = Instant.parse("2026-03-15T02:00:00Z");
    return new ManifestRow(
        "run",
        NIGHT,
        stage,
        Verdict.DONE,
        "",
        start,
        start.plusSeconds(5),
        "hash",
        Map.of(),
        Map.of(),
        Map.of(),
        counts,
        List.of());
  }
}
