package dev.nightjar.pipelines.benchmark.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.benchmark.PeakMemory;
import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.benchmark.protocol.ItemLists;
import dev.nightjar.pipelines.benchmark.speed.GeneratedLog;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.tune.Budget;
import dev.nightjar.pipelines.tune.TrialLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuresTest {
  @Test
  void theAreaCountsPairsInOrderAndTiesAsHalf() {
    // Item 1 is history. Relevant 0 (0.5) and 4 (0.2) against 2 (0.5) and 3 (0.1).
    float[] scores = {0.5f, Float.NaN, 0.5f, 0.1f, 0.2f};
    assertEquals((0.5 + 1 + 0 + 1) / 4, AreaUnderCurve.area(scores, new int[] {0, 4}), 1e-12);
  }

  @Test
  void theAreaIsUndefinedWithoutPairs() {
    assertTrue(Double.isNaN(AreaUnderCurve.area(new float[] {1, Float.NaN}, new int[] {1})));
    assertTrue(Double.isNaN(AreaUnderCurve.area(new float[] {1, 2}, new int[] {0, 1})));
  }

  @Test
  void resultLinesStartWithTheModelAndKeepTheOrderOfFigures() {
    assertEquals(
        "RESULT model=als ndcg=0.12346 users_per_s=70 seconds=41.2 same=true",
        ResultLine.of("als")
            .with("ndcg", 0.123456)
            .with("users_per_s", 70)
            .with("seconds", 41.23)
            .with("same", "true")
            .toString());
  }

  @Test
  void peakMemoryCoversWhatWasHeld() {
    PeakMemory.reset();
    byte[] held = new byte[64 << 20];
    Arrays.fill(held, (byte) 1);
    assertTrue(PeakMemory.mebibytes() >= 64, () -> "held " + held.length);
  }

  @Test
  void aGeneratedLogHasItsSizeAndDependsOnTheSeedAlone(@TempDir Path directory) throws IOException {
    GeneratedLog log = new GeneratedLog(2000, 500, 20_000, 7);
    Path first = directory.resolve("first.gz");
    Path second = directory.resolve("second.gz");
    long written = log.write(first);
    log.write(second);
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    assertEquals(20_000.0, (double) written, 2_000.0);
    ItemLists lists = ItemLists.read(first);
    assertEquals(2000, lists.byUser().size());
    assertTrue(lists.byUser().values().stream().allMatch(items -> items.size() >= 2));
    long different = lists.byUser().values().stream().flatMap(List::stream).distinct().count();
    assertTrue(different > 400 && different <= 500, () -> different + " items");
  }

  @Test
  void aLogWithFewerInteractionsThanUsersNeedIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new GeneratedLog(10, 10, 19, 1));
    assertEquals(
        "10 users, 10 items and 19 interactions; give at least 1 user, 10 items and 2 interactions"
            + " a user",
        e.getMessage());
  }

  @Test
  void theModelsAreThoseOfANightWithDefaultSettings() {
    List<String> night =
        Settings.of(ConfigFactory.empty()).train().candidates().sources().stream()
            .map(SourceKind::word)
            .toList();
    assertEquals(night, QualityOptions.names().subList(0, night.size()));
    assertEquals("fused", QualityOptions.names().get(night.size()));
    assertEquals(night.size() + 1, QualityOptions.names().size());
  }

  /** Half-life of 4 days; item 0 at 0 and 4 days before the newest event, item 1 at 8. */
  @Test
  void ageAndTrendOfItemsFollowFromTheLog() {
    History one = new History(0, new int[] {0, 0}, new float[] {6, 2}, new float[] {1, 1});
    History other = new History(1, new int[] {1}, new float[] {10}, new float[] {2});
    LogFacts facts = LogFacts.of(List.of(one, other), 4);
    assertArrayEquals(new float[] {4, 8}, facts.age());
    double popular = 1 + 0.5;
    double recent = 4 * (1 + Math.pow(0.5, 4));
    assertEquals(Math.log((recent + 1) / (popular + 1)), facts.trend()[0], 1e-6);
    assertEquals(Math.log((8 * Math.pow(0.5, 8) + 1) / (2 * 0.25 + 1)), facts.trend()[1], 1e-6);
    Catalog catalog = facts.on(Catalog.of(3));
    assertTrue(Float.isNaN(catalog.fact(ItemFact.AGE)[2]));
    assertEquals(0, catalog.fact(ItemFact.TREND)[2]);
  }

  @Test
  void dislikesCountByUserAndTakeTheTrendBelowZero() {
    History one =
        new History(0, new int[] {0, 0, 1}, new float[] {6, 2, 2}, new float[] {-1, -1, 1});
    History other = new History(1, new int[] {0, 2}, new float[] {2, 10}, new float[] {1, 0});
    Catalog catalog = LogFacts.of(List.of(one, other), 4).on(Catalog.of(4));
    assertArrayEquals(new float[] {1, 1, 0, 0}, catalog.fact(ItemFact.LIKES));
    assertArrayEquals(new float[] {1, 0, 0, 0}, catalog.fact(ItemFact.DISLIKES));
    // Without the like and the second dislike, which are as old: -1, four days ago.
    assertEquals(-Math.log(1 + 4 * Math.pow(0.5, 4)), catalog.fact(ItemFact.TREND)[0], 1e-6);
    assertTrue(Float.isNaN(catalog.fact(ItemFact.AGE)[2]), "what was only seen is still new");
    History likes = History.of(0, 0, 1);
    assertEquals(0, LogFacts.of(List.of(likes), 4).on(Catalog.of(2)).fact(ItemFact.LIKES).length);
  }

  @Test
  void aLogWithoutTimesSaysNothingOfAges() {
    History user = new History(0, new int[] {0, 1}, new float[] {0, 0}, new float[] {1, 1});
    assertEquals(0, LogFacts.of(List.of(user), 4).on(Catalog.of(2)).fact(ItemFact.AGE).length);
  }

  @Test
  void anUnknownModelIsRefusedWithTheKnownOnes() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new QualityOptions(
                    10, 1, Budget.parse("0"), List.of("svd"), false, TrialLog.inMemory()));
    assertEquals(
        "--models names 'svd'; there are popularity, category-popularity, als, item-to-item,"
            + " linear, text, cold, fused, random",
        e.getMessage());
  }
}
