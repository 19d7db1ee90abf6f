package dev.nightjar.pipelines.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.demo.shop.DemoOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NextNightTest {
  private static final DemoOptions OPTIONS = DemoOptions.defaults().withSizes(1_000, 1_000, 1_000);
  private static final LocalDate NEXT = OPTIONS.night().plusDays(1);

  @TempDir static Path directory;
  private static DemoSummary tonight;
  private static DemoSummary tomorrow;

  @BeforeAll
  static void write() throws IOException {
    tonight = DemoData.write(OPTIONS, directory.resolve("tonight"));
    tomorrow = DemoData.write(OPTIONS.withNight(NEXT), directory.resolve("tomorrow"));
  }

  @Test
  void theLogGrowsByOneDayAndKeepsWhatItHad() {
    List<String> added = added(DemoFile.INTERACTIONS, "," + NEXT);

    double share = (double) added.size() / tonight.good().get(DemoFile.INTERACTIONS);
    assertTrue(share > 0.005 && share < 0.03, "share of new events: " + share);
    assertTrue(
        added.stream().allMatch(line -> line.contains("," + NEXT + " ")), "events of " + NEXT);
  }

  @Test
  void reviewsAreAddedAndNeverChanged() {
    List<String> added = added(DemoFile.REVIEWS, "\"" + NEXT);

    assertTrue(!added.isEmpty() && added.size() < 30, added.size() + " new reviews");
  }

  @Test
  void usersAreAddedAndNeverChanged() {
    List<String> added = added(DemoFile.USERS, "," + NEXT + ",");

    assertTrue(!added.isEmpty() && added.size() < 10, added.size() + " new users");
  }

  @Test
  void aboutOneDescriptionInAHundredChangesAndAFewItemsAreNew() {
    Map<String, Map<String, String>> before = items(tonight);
    Map<String, Map<String, String>> after = items(tomorrow);
    int revised = 0;
    int added = 0;
    for (Map.Entry<String, Map<String, String>> item : after.entrySet()) {
      Map<String, String> old = before.get(item.getKey());
      if (old == null) {
        added++;
      } else if (!old.get("description").equals(item.getValue().get("description"))) {
        revised++;
      }
      if (!item.getValue().equals(old)) {
        assertTrue(item.getValue().get("updated_at").startsWith(NEXT.toString()), item::toString);
      }
    }

    assertTrue(after.keySet().containsAll(before.keySet()), "no item disappears");
    assertTrue(revised >= 4 && revised <= 20, revised + " of 1,000 descriptions revised");
    assertTrue(added >= 1 && added <= 5, added + " new items");
  }

  @Test
  void datesInTheFutureStayInTheFuture() {
    Map<LocalDate, DemoSummary> nights = Map.of(OPTIONS.night(), tonight, NEXT, tomorrow);
    nights.forEach(
        (night, demo) -> {
          long ahead =
              Export.rows(demo, DemoFile.INTERACTIONS).stream()
                  .map(row -> row.get("at"))
                  .filter(at -> at.matches("2\\d{3}-(?!02-30).*"))
                  .filter(at -> at.compareTo(night.plusDays(1).toString()) >= 0)
                  .count();
          assertEquals(demo.dirt().of(Dirt.INTERACTION_IN_FUTURE), ahead, "after " + night);
        });
  }

  /** Lines of tomorrow's file that tonight's has not; none of tonight's may be gone, dirt aside. */
  private static List<String> added(DemoFile source, String newDay) {
    Map<String, Long> counts = counts(tonight, source);
    List<String> added = new ArrayList<>();
    for (String line : Export.lines(tomorrow.file(source))) {
      if (counts.merge(line, -1L, Long::sum) < 0) {
        added.add(line);
      }
    }
    List<String> gone = counts.keySet().stream().filter(line -> counts.get(line) > 0).toList();
    assertEquals(inFuture(source), gone.size(), () -> "gone: " + gone);
    assertTrue(gone.stream().allMatch(line -> line.contains("09:30:00")), () -> "gone: " + gone);
    added.removeIf(line -> line.contains("09:30:00") && !line.contains(newDay));
    return added;
  }

  private static int inFuture(DemoFile source) {
    return switch (source) {
      case ITEMS, USERS -> 0;
      case REVIEWS -> tonight.dirt().of(Dirt.REVIEW_IN_FUTURE);
      case INTERACTIONS -> tonight.dirt().of(Dirt.INTERACTION_IN_FUTURE);
    };
  }

  private static Map<String, Long> counts(DemoSummary demo, DemoFile source) {
    return new HashMap<>(
        Export.lines(demo.file(source)).stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
  }

  private static Map<String, Map<String, String>> items(DemoSummary demo) {
    return Export.rows(demo, DemoFile.ITEMS).stream()
        .filter(row -> row.getOrDefault("item_id", "").matches("I\\d+"))
        .filter(row -> row.containsKey("title"))
        .collect(Collectors.toMap(row -> row.get("item_id"), Function.identity(), (a, b) -> a));
  }
}
