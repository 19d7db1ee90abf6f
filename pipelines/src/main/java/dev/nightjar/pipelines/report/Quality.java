package dev.nightjar.pipelines.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How good the lists of a night are, and how good those of earlier nights were.
 *
 * @param headline the metric of the plots, NDCG where it was measured
 * @param models the night's models, best first by the headline over all users
 * @param segments the parts of the users or items, each with the headline of every model
 * @param history the headline over all users, night by night
 * @param table every metric over all users
 * @param chances what the published model's scores say of taking, empty where it was not measured
 * @param ratings what they say of ratings, empty where it was not measured
 * @param ratingErrors RMSE and MAE of those and of offsets alone, empty where not measured
 */
public record Quality(
    String headline,
    ForestPlot models,
    List<ForestPlot> segments,
    HistoryPlot history,
    MetricTable table,
    Optional<ReliabilityPlot> chances,
    Optional<ReliabilityPlot> ratings,
    List<Measurement> ratingErrors) {

  /** The model whose lists are published where there are no rules. */
  static final String PUBLISHED = "fused";

  /** The same under rules. */
  static final String RULED = "fused-with-rules";

  static final String ALL = "all";
  private static final String HEADLINE = "ndcg@";
  private static final int INTERVALS = 4;

  public Quality {
    segments = List.copyOf(segments);
    ratingErrors = List.copyOf(ratingErrors);
  }

  /** Empty when nothing was measured on that night. */
  static Optional<Quality> of(List<Measurement> measurements, LocalDate night, int nights) {
    List<Measurement> tonight = keep(measurements, m -> m.night().equals(night));
    if (tonight.isEmpty()) {
      return Optional.empty();
    }
    String headline = headline(tonight);
    List<Measurement> judged = keep(tonight, m -> m.metric().equals(headline));
    List<Measurement> overall = keep(judged, m -> m.segment().equals(ALL));
    return Optional.of(
        new Quality(
            headline,
            ForestPlot.of(ALL, overall, axis(overall)),
            segments(judged),
            HistoryPlot.of(
                keep(measurements, m -> m.metric().equals(headline) && m.segment().equals(ALL)),
                night,
                nights),
            MetricTable.of(keep(tonight, m -> m.segment().equals(ALL))),
            ReliabilityPlot.ofChances(tonight),
            ReliabilityPlot.ofRatings(tonight),
            ratingErrors(tonight)));
  }

  private static List<Measurement> ratingErrors(List<Measurement> tonight) {
    return tonight.stream()
        .filter(m -> m.segment().equals("ratings"))
        .filter(m -> m.metric().equals("rmse") || m.metric().equals("mae"))
        .sorted(
            Comparator.comparing(Measurement::metric).reversed().thenComparing(Measurement::model))
        .toList();
  }

  /** The published model's measurement, or empty when it was not judged. */
  public Optional<ForestPlot.Line> published() {
    return models.line(RULED).or(() -> models.line(PUBLISHED));
  }

  /** How far the published model is above another, 0.2 meaning a fifth; empty where unknown. */
  Optional<Double> upliftOver(String model) {
    return published()
        .flatMap(
            best ->
                models
                    .line(model)
                    .filter(other -> other.value() > 0)
                    .map(other -> best.value() / other.value() - 1));
  }

  private static List<ForestPlot> segments(List<Measurement> judged) {
    List<Measurement> parts = keep(judged, m -> !m.segment().equals(ALL));
    List<ForestPlot> plots = new ArrayList<>();
    for (String segment : parts.stream().map(Measurement::segment).distinct().sorted().toList()) {
      List<Measurement> part = keep(parts, m -> m.segment().equals(segment));
      plots.add(ForestPlot.of(segment, part, axis(part)));
    }
    return plots;
  }

  private static Scale axis(List<Measurement> measurements) {
    return Scale.fromZero(
        measurements.stream().flatMap(m -> Stream.of(m.low(), m.high())).mapToDouble(v -> v),
        INTERVALS);
  }

  private static String headline(List<Measurement> tonight) {
    return tonight.stream()
        .map(Measurement::metric)
        .min(
            Comparator.comparing((String m) -> !m.startsWith(HEADLINE))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private static List<Measurement> keep(List<Measurement> all, Predicate<Measurement> which) {
    return all.stream().filter(which).toList();
  }
}
