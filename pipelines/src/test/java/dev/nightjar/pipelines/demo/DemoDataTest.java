package dev.nightjar.pipelines.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.demo.shop.DemoOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoDataTest {
  private static final DemoOptions SMALL = DemoOptions.defaults().withSizes(40, 60, 200);

  @TempDir Path directory;

  @Test
  void theDefaultShopHasTheSizesItNames() throws IOException {
    DemoSummary demo = DemoData.write(DemoOptions.defaults(), directory);

    assertEquals(2_000, demo.good().get(DemoFile.ITEMS));
    assertEquals(3_000, demo.good().get(DemoFile.USERS));
    assertEquals(15_000, demo.good().get(DemoFile.REVIEWS));
    int interactions = demo.good().get(DemoFile.INTERACTIONS);
    assertTrue(interactions > 120_000 && interactions < 180_000, interactions + " interactions");
    for (DemoFile source : DemoFile.values()) {
      assertEquals(demo.rows(source), Export.rows(demo, source).size(), source.file());
    }
  }

  @Test
  void oneReviewInFiveHasATextAndTheOthersStarsAlone() throws IOException {
    DemoOptions options = DemoOptions.defaults().withSizes(600, 500, 4_000);
    DemoSummary demo = DemoData.write(options, directory);

    List<Map<String, String>> good =
        Export.rows(demo, DemoFile.REVIEWS).stream()
            .filter(row -> row.getOrDefault("review_id", "").matches("R\\d+"))
            .toList();
    double share =
        good.stream().filter(row -> row.containsKey("text")).count() / (double) good.size();

    assertTrue(share > 0.17 && share < 0.23, "share of reviews with a text: " + share);
    assertTrue(good.stream().allMatch(row -> row.containsKey("rating")));
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    DemoSummary first = DemoData.write(SMALL, directory.resolve("first"));
    DemoSummary second = DemoData.write(SMALL, directory.resolve("second"));

    for (DemoFile source : DemoFile.values()) {
      assertArrayEquals(
          Files.readAllBytes(first.file(source)),
          Files.readAllBytes(second.file(source)),
          source.file());
    }
  }

  @Test
  void filesThatHoldTheSameStayAndOthersAreReplaced() throws IOException {
    FileTime before = FileTime.from(Instant.parse("2025-01-01T00:00:00Z"));
    DemoSummary first = DemoData.write(SMALL, directory);
    for (DemoFile source : DemoFile.values()) {
      Files.setLastModifiedTime(first.file(source), before);
    }

    DemoData.write(SMALL, directory);
    for (DemoFile source : DemoFile.values()) {
      assertEquals(before, Files.getLastModifiedTime(first.file(source)), source.file());
    }

    DemoData.write(SMALL.withNight(SMALL.night().plusDays(1)), directory);
    Path log = first.file(DemoFile.INTERACTIONS);
    assertNotEquals(before, Files.getLastModifiedTime(log), "a day was added");
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(DemoFile.values().length, files.count(), "nothing else is left");
    }
  }

  @Test
  void anotherSeedGivesAnotherShop() throws IOException {
    DemoSummary first = DemoData.write(SMALL, directory.resolve("first"));
    DemoSummary second = DemoData.write(SMALL.withSeed(43), directory.resolve("second"));

    for (DemoFile source : DemoFile.values()) {
      assertFalse(
          Arrays.equals(
              Files.readAllBytes(first.file(source)), Files.readAllBytes(second.file(source))),
          source.file());
    }
  }

  @Test
  void everyReferenceOfAGoodRowIsInItsFile() throws IOException {
    DemoSummary demo = DemoData.write(SMALL, directory);
    Set<String> items = ids(Export.rows(demo, DemoFile.ITEMS), "item_id");
    Set<String> users = ids(Export.rows(demo, DemoFile.USERS), "user_id");

    long unknown =
        Export.rows(demo, DemoFile.INTERACTIONS).stream()
            .filter(row -> row.containsKey("user_id") && row.containsKey("item_id"))
            .filter(
                row -> !items.contains(row.get("item_id")) || !users.contains(row.get("user_id")))
            .count();

    assertEquals(demo.dirt().of(Dirt.INTERACTION_OF_UNKNOWN_ITEM), unknown);
  }

  @Test
  void theFirstDayAloneIsALogToo() throws IOException {
    DemoOptions options = DemoOptions.defaults().withSizes(400, 60, 200);
    DemoSummary demo =
        DemoData.write(options.withNight(options.firstDay()), directory.resolve("day"));

    assertTrue(demo.good().get(DemoFile.INTERACTIONS) > 20);
    assertEquals(demo.rows(DemoFile.INTERACTIONS), Export.rows(demo, DemoFile.INTERACTIONS).size());
  }

  @Test
  void optionsSayWhatIsWrongWithThem() {
    DemoOptions options = DemoOptions.defaults();

    assertEquals(
        "demo users is 0; set a whole number of at least 1",
        assertThrows(IllegalArgumentException.class, () -> options.withSizes(0, 60, 200))
            .getMessage());
    assertEquals(
        "demo night is 2024-12-31; set a night from 2025-01-01, the first day of the log, "
            + "to 2034-12-30",
        assertThrows(
                IllegalArgumentException.class, () -> options.withNight(LocalDate.of(2024, 12, 31)))
            .getMessage());
  }

  @Test
  void aLogTooShortToMakeDirtOfSaysSo() {
    DemoOptions options = DemoOptions.defaults().withSizes(1, 60, 200);

    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> DemoData.write(options.withNight(options.firstDay()), directory));

    assertEquals(
        "1 rows of INTERACTION_TWICE need as many good rows, there are 0; "
            + "set more demo users or a later night",
        error.getMessage());
  }

  private static Set<String> ids(List<Map<String, String>> rows, String column) {
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.get(column)));
    return ids;
  }
}
