package dev.nightjar.pipelines.nightly;

import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.run.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table at the end of a night: what every stage did, also when one of them failed. */
public final class NightSummary {

  private final List<StageDecision> planned;
  private final List<StageResult> results = new ArrayList<>();

  public NightSummary(List<StageDecision> planned) {
    this.planned = List.copyOf(planned);
  }

  public void add(StageResult result) {
    results.add(result);
  }

  @Override
  public String toString() {
    TextTable table = new TextTable("stage", "verdict", "time", "what");
    for (StageDecision decision : planned) {
      String word = decision.stage().word();
      StageResult result =
          results.stream().filter(r -> r.stage().equals(word)).findFirst().orElse(null);
      if (result != null) {
        table.row(word, result.verdict().word(), time(result.took()), what(result));
      } else if (decision.skip()) {
        table.row(word, "skipped", "", decision.why());
      } else {
        table.row(word, "not run", "", "");
      }
    }
    Duration total = results.stream().map(StageResult::took).reduce(Duration.ZERO, Duration::plus);
    table.row("night", "", time(total), "");
    return table.toString();
  }

  private static String what(StageResult result) {
    return result.message().isEmpty() ? counts(result.counts()) : result.message();
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> String.format(Locale.ROOT, "%s %,d", e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String time(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1e3);
  }
}
