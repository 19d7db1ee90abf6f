package dev.nightjar.pipelines.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class PlotTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 3, 14);

  @Test
  void anAxisEndsAtRoundNumbersThatHoldEveryValue() {
    Scale axis = Scale.fromZero(DoubleStream.of(0.157, 0.04), 4);
    assertEquals(0, axis.low());
    assertEquals(0.2, axis.high(), 1e-12);
    assertEquals(5, axis.ticks().size());
    assertEquals(75, axis.percent(0.15), 1e-9);
    assertEquals(100, axis.percent(7), "outside values stay on the axis");
  }

  @Test
  void anAxisOfNegativeOfEqualAndOfNoValuesExists() {
    Scale negative = Scale.over(DoubleStream.of(-0.31, 0.12), 5);
    assertTrue(negative.low() <= -0.31 && negative.high() >= 0.12, negative.toString());
    assertTrue(Scale.over(DoubleStream.of(3, 3), 5).high() > 3, "equal values");
    assertEquals(1, Scale.over(DoubleStream.of(Double.NaN), 5).high(), "no values");
    assertEquals(
        "an axis needs a low end below its high end; they are 1.0 and 1.0",
        assertThrows(IllegalArgumentException.class, () -> new Scale(1, 1, List.of()))
            .getMessage());
  }

  @Test
  void modelsAreSortedByTheirValueAndTiesByName() {
    ForestPlot plot =
        ForestPlot.of(
            "all",
            List.of(row(NIGHT, "text", 0.1), row(NIGHT, "als", 0.1), row(NIGHT, "fused", 0.2)),
            Scale.fromZero(DoubleStream.of(0.2), 4));
    assertEquals(
        List.of("fused", "als", "text"), plot.lines().stream().map(l -> l.model()).toList());
    assertEquals(50, plot.lines().get(1).valueAt(), 1e-9);
  }

  @Test
  void theHistoryKeepsTheLastNightsUpToTheOneShown() {
    List<Measurement> measurements = new ArrayList<>();
    for (int day = 0; day < 10; day++) {
      measurements.add(row(NIGHT.minusDays(8).plusDays(day), "fused", 0.1 + 0.01 * day));
    }
    HistoryPlot plot = HistoryPlot.of(measurements, NIGHT, 5);
    assertEquals(5, plot.nights().size());
    assertEquals(NIGHT, plot.nights().get(4).night());
    assertEquals(NIGHT.minusDays(4), plot.nights().get(0).night());
    assertEquals(5, plot.series().get(0).points().size());
  }

  @Test
  void labelsOfLinesThatMeetAreMovedApartWithinTheDrawing() {
    assertArrayEquals(new double[] {10, 18, 50}, HistoryPlot.spread(new double[] {10, 10, 50}));
    assertArrayEquals(new double[] {84, 92, 100}, HistoryPlot.spread(new double[] {97, 98, 99}));
  }

  @Test
  void theGiniCoefficientIsThatOfTheCurve() {
    Lorenz even = Lorenz.of(List.of(RowFactory.create(5L, 4L)));
    assertEquals(0, even.gini(), 1e-12);
    Lorenz halfUnlisted = Lorenz.of(List.of(RowFactory.create(0L, 2L), RowFactory.create(5L, 2L)));
    assertEquals(0.5, halfUnlisted.gini(), 1e-12, "(0, 0, 5, 5)");
    assertEquals(2, halfUnlisted.unlisted());
    assertEquals(0.2, halfUnlisted.topTenth(), 1e-12, "a tenth of the items is a fifth of a half");
    assertEquals(0, Lorenz.of(List.of()).gini(), "no items");
  }

  @Test
  void figuresReadTheSameEverywhere() {
    Figures show = new Figures();
    assertEquals("52\u202f310", show.count(52_310));
    assertEquals("2 min 26 s", show.seconds(146));
    assertEquals("1 h 05 min", show.seconds(3_905));
    assertEquals("9.4 s", show.seconds(9.41));
    assertEquals("0.4 %", show.share(0.0042));
    assertEquals("\u22124.0 %", show.change(-0.04));
    assertEquals("NDCG@10", show.metricName("ndcg@10"));
    assertEquals("Hit-rate@10", show.metricName("hit-rate@10"));
    assertEquals("0.05", show.tick(0.05));
    assertEquals("10", show.tick(10));
  }

  private static Measurement row(LocalDate night, String model, double value) {
    return new Measurement(night, model, "all", "ndcg@10", value, value - 0.01, value + 0.01, 10);
  }
}
