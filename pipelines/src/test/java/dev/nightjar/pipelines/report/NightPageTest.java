package dev.nightjar.pipelines.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.Step;
import dev.nightjar.pipelines.run.Verdict;
import dev.nightjar.pipelines.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NightPageTest {

  static final LocalDate NIGHT = LocalDate.of(2026, 3, 14);

  @Test
  void everyValueIsEscaped() {
    String page = html(page("<script>alert('title')</script>"));
    assertTrue(page.contains("&lt;script&gt;alert(&#39;title&#39;)&lt;/script&gt;"));
    assertFalse(page.contains("<script"));
  }

  @Test
  void thePageNamesNoAddressAndForbidsTheBrowserAny() {
    String page = html(page("Ukulele"));
    assertFalse(page.contains("http:") || page.contains("https:"));
    assertFalse(page.contains("src=") || page.contains("url(") || page.contains("@import"));
    assertTrue(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
  }

  @Test
  void everySectionThatTheContentsNameIsThereAndEveryLabelHasItsElement() {
    String page = html(page("Ukulele"));
    for (String id :
        List.of("main", "quality", "lists", "similar", "reach", "running", "quarantine")) {
      assertEquals(1, page.split(" id=\"" + id + "\"", -1).length - 1, "sections with id " + id);
      assertTrue(page.contains("href=\"#" + id + "\""), "a link to " + id);
    }
  }

  @Test
  void aRefusedStageGivesTheNightItsVerdictAndItsReason() {
    List<ManifestRow> runs = new ArrayList<>(runs(NIGHT));
    runs.add(
        run(
            "publish",
            Verdict.REFUSED,
            "NDCG@10 fell by 20 %",
            Instant.parse("2026-03-15T05:00:00Z"),
            2));
    Running running = Running.of(runs, NIGHT);
    assertEquals(Verdict.REFUSED, running.verdict());
    String page = html(with(page("Ukulele"), running));
    assertTrue(page.contains("<span class=\"badge refused\">refused</span>"));
    assertTrue(page.contains("NDCG@10 fell by 20 %"));
  }

  @Test
  void chancesAreDrawnAgainstWhatWasTaken() {
    String page = html(page("Ukulele"));
    assertTrue(page.contains("Are the chances right?"));
    assertTrue(page.contains("<title>foretold 0.2000, taken 0.1800, "), page);
    assertTrue(page.contains("cx=\"100.00\" cy=\"10.00\""), page);
  }

  @Test
  void expectedRatingsAreDrawnAgainstThoseGiven() {
    String page = html(page("Ukulele"));
    assertTrue(page.contains("Are the expected ratings right?"));
    assertTrue(page.contains("<title>foretold 4.0000, given 3.9000, "), page);
    assertTrue(page.contains("fused RMSE 1.0900 (1.0500 to 1.1300), offsets RMSE"), page);
    // Axes from 3.06, the low end of the lowest group, to 4, the highest expectation.
    assertTrue(page.contains("cx=\"100.00\" cy=\"10.64\""), page);
  }

  /** Prints a page to look at while its looks are worked on. */
  public static void main(String[] args) throws java.io.IOException {
    java.nio.file.Files.writeString(
        java.nio.file.Path.of(args[0]), html(page("Aurora Overdrive Pedal")));
  }

  private static String html(NightPage page) {
    return Templates.fill("night.ftlh", page.model());
  }

  private static NightPage with(NightPage page, Running running) {
    return new NightPage(
        page.night(),
        running,
        page.quality(),
        page.quarantine(),
        page.coverage(),
        page.overlap(),
        page.users(),
        page.similar(),
        page.disliked(),
        page.rules());
  }

  /** A page of a night with rules. */
  static NightPage page(RuleFigures rules) {
    NightPage page = page("Ukulele");
    return new NightPage(
        page.night(),
        page.running(),
        page.quality(),
        page.quarantine(),
        page.coverage(),
        page.overlap(),
        page.users(),
        page.similar(),
        page.disliked(),
        Optional.of(rules));
  }

  private static NightPage page(String title) {
    List<Measurement> measurements = new ArrayList<>();
    for (int back = 11; back >= 0; back--) {
      measurements.addAll(metrics(NIGHT.minusDays(back), 0.0015 * ((back * 7) % 5) + 0.001 * back));
    }
    return new NightPage(
        NIGHT,
        Running.of(runs(NIGHT), NIGHT),
        Quality.of(measurements, NIGHT, 30),
        List.of(
            new QuarantinedRule(
                "reviews",
                "rating is outside 1 to 5",
                312,
                14,
                List.of("{\"review_id\":\"r-77\",\"rating\":9.0}")),
            new QuarantinedRule(
                "interactions", "item_id names no item of the catalog", 88, 0, List.of())),
        new Coverage(
            2987,
            149_350,
            50,
            2981,
            1954,
            1712,
            List.of(
                new Coverage.Share("item-to-item", 61_300, 0.41),
                new Coverage.Share("als", 52_300, 0.35),
                new Coverage.Share("text", 22_400, 0.15),
                new Coverage.Share("popularity", 13_350, 0.09)),
            new Lorenz(
                1954,
                242,
                0.61,
                List.of(
                    new Lorenz.Point(0, 0),
                    new Lorenz.Point(0.124, 0),
                    new Lorenz.Point(0.5, 0.08),
                    new Lorenz.Point(0.8, 0.35),
                    new Lorenz.Point(0.95, 0.74),
                    new Lorenz.Point(1, 1)))),
        Optional.of(new Overlap(NIGHT.minusDays(1), 2950, 0.83)),
        List.of(list("user-0412", "user-0412", title), list("user-2077", "user-2077", title)),
        List.of(list("item-17", title, title), list("item-9", "Walnut Ukulele", title)),
        List.of(
            new DislikedItem(
                new DislikedItem.Item("item-31", title + " for the left hand"),
                1204,
                2,
                57,
                new DislikedItem.Rated(1.4, 49))),
        Optional.empty());
  }

  private static ExampleList list(String key, String name, String title) {
    List<ListedItem> items = new ArrayList<>();
    for (int position = 1; position <= 8; position++) {
      items.add(
          new ListedItem(
              position,
              "item-" + position * 13,
              title + " " + position,
              "Musical Instruments > Effects > Overdrive",
              3.4 - 0.2 * position,
              List.of("als", "item-to-item", "text").get(position % 3),
              List.of("Because you bought Walnut Ukulele and Brass Capo"),
              List.of(
                  new ListedItem.Contribution("item_to_item_score", 0.52),
                  new ListedItem.Contribution("text_last", 0.31),
                  new ListedItem.Contribution("price_distance", -0.04))));
    }
    return new ExampleList(key, name, items);
  }

  private static List<Measurement> metrics(LocalDate night, double less) {
    Map<String, Double> models =
        Map.of(
            "popularity",
            0.041,
            "als",
            0.118,
            "text",
            0.072,
            "item-to-item",
            0.124,
            "fused",
            0.151);
    Map<String, Double> segments =
        Map.of(
            "all",
            1.0,
            "new-items",
            0.35,
            "new-users",
            0.6,
            "light-users",
            0.9,
            "heavy-users",
            1.15);
    List<Measurement> rows = new ArrayList<>();
    models.forEach(
        (model, ndcg) -> {
          segments.forEach(
              (segment, factor) ->
                  rows.add(row(night, model, segment, "ndcg@10", (ndcg - less) * factor, 0.006)));
          for (int bin = 1; bin <= 10; bin++) {
            String number = "-%02d".formatted(bin);
            rows.add(row(night, model, "chances", "foretold" + number, 0.02 * bin, 0));
            rows.add(row(night, model, "chances", "taken" + number, 0.018 * bin, 0.004));
          }
          rows.add(row(night, model, "chances", "calibration-error", 0.011, 0));
          for (int bin = 1; bin <= 10; bin++) {
            String number = "-%02d".formatted(bin);
            rows.add(row(night, model, "ratings", "expected" + number, 3 + 0.1 * bin, 0.05));
            rows.add(row(night, model, "ratings", "given" + number, 3.02 + 0.088 * bin, 0.048));
          }
          rows.add(row(night, model, "ratings", "rating-error", 0.034, 0));
          rows.add(row(night, model, "all", "recall@10", ndcg * 1.7, 0.009));
          rows.add(row(night, model, "all", "precision@10", ndcg * 0.2, 0.002));
          rows.add(row(night, model, "all", "map@10", ndcg * 0.6, 0.004));
          rows.add(row(night, model, "all", "hit-rate@10", ndcg * 1.9, 0.01));
          rows.add(row(night, model, "all", "coverage@10", ndcg * 4, 0));
        });
    rows.add(row(night, "offsets", "ratings", "mae", 0.91, 0.03));
    rows.add(row(night, "offsets", "ratings", "rmse", 1.13, 0.04));
    rows.add(row(night, "fused", "ratings", "mae", 0.88, 0.03));
    rows.add(row(night, "fused", "ratings", "rmse", 1.09, 0.04));
    return rows;
  }

  private static Measurement row(
      LocalDate night, String model, String segment, String metric, double value, double half) {
    return new Measurement(night, model, segment, metric, value, value - half, value + half, 1840);
  }

  private static List<ManifestRow> runs(LocalDate night) {
    List<ManifestRow> rows = new ArrayList<>();
    Instant start = Instant.parse(night.plusDays(1) + "T02:00:00Z");
    rows.add(run("train", Verdict.FAILED, "out of memory", start.minusSeconds(400), 31));
    List<String> stages =
        List.of("ingest", "embed", "features", "train", "evaluate", "rank", "publish");
    int[] seconds = {11, 34, 9, 48, 21, 17, 6};
    for (int i = 0; i < stages.size(); i++) {
      rows.add(run(stages.get(i), Verdict.DONE, "", start, seconds[i]));
      start = start.plusSeconds(seconds[i]);
    }
    return rows;
  }

  private static ManifestRow run(
      String stage, Verdict verdict, String message, Instant start, int seconds) {
    return new ManifestRow(
        "2026-03-14-20260315T020000123-4242",
        NIGHT,
        stage,
        verdict,
        message,
        start,
        start.plusSeconds(seconds),
        "5f0c2a9be01d77aa03f5cb1d9a5f0c2a9be01d77aa03f5cb1d9a",
        Map.of(Table.ITEMS, 3L, Table.INTERACTIONS, 7L),
        Map.of(Table.ITEM_PROFILES, 4L),
        stage.equals("embed") ? Map.of("model", "all-minilm-l6-v2-6e2b1c0a9f31") : Map.of(),
        Map.of("rows_in", 52_310L, "rows_out", 49_877L),
        List.of(
            new Step("read " + stage, seconds * 0.3), new Step("compute " + stage, seconds * 0.7)));
  }
}
