package dev.nightjar.pipelines.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.fold.WindowDays;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.Verdict;
import dev.nightjar.pipelines.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AlsNightTest {

  private static final LocalDate EARLIER = LocalDate.of(2025, 3, 1);
  private static final LocalDate TONIGHT = EARLIER.plusDays(1);
  private static final int NIGHTS = 7;

  @Test
  void theSameShopADayLaterStartsFromItsFactors() {
    assertEquals(Optional.empty(), hindrance(tonight("hash", "model", 7, 110), earlier(7, 5)));
  }

  @Test
  void otherSettingsModelsOrWindowsOrManyNewItemsStartAnew() {
    assertHindered("the settings changed", tonight("other", "model", 7, 100));
    assertHindered("the text model changed", tonight("hash", "other", 7, 100));
    assertHindered("the windows have other lengths", tonight("hash", "model", 6, 100));
    assertHindered("30 of 130 items came after", tonight("hash", "model", 7, 130));
  }

  @Test
  void soDoesOneNightInSeven() {
    assertTrue(
        hindrance(tonight("hash", "model", 7, 100), earlier(7, 6))
            .orElseThrow()
            .startsWith("the last full fit is 7 nights ago"));
  }

  @Test
  void soDoesANightAfterOneWithoutFactors() {
    assertTrue(
        hindrance(tonight("hash", "model", 7, 100), List.of())
            .orElseThrow()
            .contains("has no factors"));
  }

  private static void assertHindered(String why, AlsNight tonight) {
    Optional<String> hindrance = hindrance(tonight, earlier(7, 0));
    assertTrue(hindrance.orElse("nothing").startsWith(why), hindrance::toString);
  }

  private static Optional<String> hindrance(AlsNight tonight, List<ManifestRow> earlier) {
    return tonight.hindrance(EARLIER, earlier, NIGHTS);
  }

  private static AlsNight tonight(String settings, String model, long window, int items) {
    return new AlsNight(
        settings,
        List.of(
            row(TONIGHT, "embed", Map.of("model", model), Map.of()),
            row(TONIGHT, "features", Map.of(), Map.of(WindowDays.COUNT, window))),
        items);
  }

  private static List<ManifestRow> earlier(long window, long sinceFull) {
    return List.of(
        row(EARLIER, "embed", Map.of("model", "model"), Map.of()),
        row(EARLIER, "features", Map.of(), Map.of(WindowDays.COUNT, window)),
        row(
            EARLIER,
            "train",
            Map.of(),
            Map.of(AlsNight.ITEMS, 100L, AlsNight.SINCE_FULL, sinceFull)));
  }

  private static ManifestRow row(
      LocalDate night, String stage, Map<String, String> fingerprints, Map<String, Long> counts) {
    return new ManifestRow(
        "run",
        night,
        stage,
        Verdict.DONE,
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        "hash",
        Map.of(),
        Map.of(Table.ITEM_FACTORS, 3L),
        fingerprints,
        counts,
        List.of());
  }
}
