package dev.nightjar.pipelines.benchmark.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.benchmark.speed.GeneratedLog;
import dev.nightjar.pipelines.benchmark.PeakMemory;
import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.benchmark.protocol.ItemLists;
import dev.nightjar.pipelines.benchmark.protocol.Rating;
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
  void offsetsOfItemsAndUsersAreDamped() {
    List<Rating> ratings =
        List.of(new Rating("u", "a", 5, 0), new Rating("u", "b", 3, 0), new Rating("v", "a", 4, 0));
    RatingBias bias = RatingBias.fit(ratings, 1);
    // Mean 4; a: (1 + 0) / 3; b: -1 / 2; u: (1 - 1/3 - 1 + 1/2) / 3; v: (0 - 1/3) / 2.
    assertEquals(4 + 1.0 / 3 + (1.0 / 6) / 3, bias.of(new Rating("u", "a", 0, 0)), 1e-12);
    assertEquals(4 - 0.5 - 1.0 / 6, bias.of(new Rating("v", "b", 0, 0)), 1e-12);
    assertEquals(4, bias.of(new Rating("new", "new", 0, 0)), 1e-12);
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
  void anUnknownModelIsRefusedWithTheKnownOnes() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new QualityOptions(
                    10, 1, Budget.parse("0"), List.of("svd"), false, TrialLog.inMemory()));
    assertEquals(
        "--models names 'svd'; there are popularity, category-popularity, als, item-to-item,"
            + " linear, text, cold, repeat, fused, random",
        e.getMessage());
  }
}
