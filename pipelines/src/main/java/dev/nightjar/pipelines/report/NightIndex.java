package dev.nightjar.pipelines.report;

import dev.nightjar.pipelines.run.ManifestRow;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of all pages, newest night first. */
public record NightIndex(List<Entry> nights) {

  /** A night with a page; without a measurement where nothing was judged. */
  public record Entry(LocalDate night, Running running, Optional<Measurement> published) {

    public boolean isJudged() {
      return published.isPresent();
    }

    public Measurement judged() {
      return published.orElseThrow();
    }
  }

  public NightIndex {
    nights = List.copyOf(nights);
  }

  static NightIndex of(
      Collection<LocalDate> pages, List<ManifestRow> runs, List<Measurement> measurements) {
    return new NightIndex(
        pages.stream()
            .sorted(Comparator.reverseOrder())
            .map(n -> new Entry(n, Running.of(runs, n), published(measurements, n)))
            .toList());
  }

  Map<String, Object> model() {
    return Map.of("nights", nights);
  }

  private static Optional<Measurement> published(List<Measurement> all, LocalDate night) {
    return all.stream()
        .filter(m -> m.night().equals(night))
        .filter(m -> m.model().equals(Quality.PUBLISHED) && m.segment().equals(Quality.ALL))
        .filter(m -> m.metric().startsWith("ndcg@"))
        .min(Comparator.comparing(Measurement::metric));
  }
}
