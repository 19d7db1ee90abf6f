package dev.nightjar.pipelines.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.demo.Dirt.Fate;
import dev.nightjar.pipelines.demo.shop.DemoOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts the dirt in the files by rules of its own and compares with what is announced. */
final class DirtTest {
  private static final DemoOptions OPTIONS = DemoOptions.defaults().withSizes(600, 500, 4_000);
  private static final String DAY_AFTER = OPTIONS.night().plusDays(1).toString();

  @TempDir static Path directory;
  private static DemoSummary demo;
  private static Map<DemoFile, List<Map<String, String>>> rows;
  private static Set<String> items;

  @BeforeAll
  static void write() throws IOException {
    demo = DemoData.write(OPTIONS, directory);
    rows = new EnumMap<>(DemoFile.class);
    for (DemoFile source : DemoFile.values()) {
      rows.put(source, Export.rows(demo, source));
    }
    items = new HashSet<>();
    rows.get(DemoFile.ITEMS).forEach(row -> items.add(row.get("item_id")));
  }

  @Test
  void linesThatAreThereTwiceAreCounted() {
    for (Dirt dirt :
        List.of(Dirt.ITEM_TWICE, Dirt.USER_TWICE, Dirt.REVIEW_TWICE, Dirt.INTERACTION_TWICE)) {
      List<String> lines = Export.lines(demo.file(dirt.source()));
      assertEquals(demo.dirt().of(dirt), lines.size() - new HashSet<>(lines).size(), dirt.name());
    }
  }

  @Test
  void missingValuesAreCounted() {
    expect(Dirt.ITEM_WITHOUT_ID, lacks("item_id"));
    expect(Dirt.ITEM_WITHOUT_TITLE, lacks("title"));
    expect(Dirt.USER_WITHOUT_ID, lacks("user_id"));
    expect(Dirt.REVIEW_WITHOUT_ID, lacks("review_id"));
    expect(Dirt.REVIEW_WITHOUT_USER, lacks("user_id"));
    expect(Dirt.REVIEW_WITHOUT_ITEM, lacks("item_id"));
    expect(Dirt.INTERACTION_WITHOUT_USER, lacks("user_id"));
    expect(Dirt.INTERACTION_WITHOUT_ITEM, lacks("item_id"));
  }

  @Test
  void impossibleNumbersAreCounted() {
    expect(Dirt.ITEM_NEGATIVE_PRICE, row -> Double.parseDouble(row.get("price")) < 0);
    expect(Dirt.REVIEW_IMPOSSIBLE_RATING, row -> !row.get("rating").matches("[1-5]"));
    expect(
        Dirt.INTERACTION_IMPOSSIBLE_RATING,
        row -> row.get("kind").equals("rating") && !row.get("value").matches("[1-5]"));
  }

  @Test
  void datesThatCannotBeAreCounted() {
    String readable = "2[0-9]{3}-(?!02-30).*";
    Predicate<Map<String, String>> unreadable = row -> !row.get("at").matches(readable);
    Predicate<Map<String, String>> ahead =
        row -> row.get("at").matches(readable) && row.get("at").compareTo(DAY_AFTER) >= 0;
    expect(Dirt.REVIEW_UNREADABLE_DATE, unreadable);
    expect(Dirt.REVIEW_IN_FUTURE, ahead);
    expect(Dirt.INTERACTION_UNREADABLE_DATE, unreadable);
    expect(Dirt.INTERACTION_IN_FUTURE, ahead);
  }

  @Test
  void unknownItemsAreCounted() {
    expect(Dirt.REVIEW_OF_UNKNOWN_ITEM, DirtTest::ofUnknownItem);
    expect(Dirt.INTERACTION_OF_UNKNOWN_ITEM, DirtTest::ofUnknownItem);
  }

  @Test
  void strangeTextsAreCounted() {
    expect(Dirt.ITEM_EMPTY_DESCRIPTION, row -> row.get("description").isEmpty());
    expect(Dirt.ITEM_CONTROL_CHARACTERS, row -> hasControls(row.get("description")));
    expect(Dirt.REVIEW_EMPTY_TEXT, row -> text(row).map(String::isEmpty).orElse(false));
    expect(
        Dirt.REVIEW_CONTROL_CHARACTERS, row -> text(row).map(DirtTest::hasControls).orElse(false));
    expect(
        Dirt.REVIEW_ENORMOUS_TEXT,
        row -> text(row).map(text -> text.length() >= 1_000_000).orElse(false));
  }

  @Test
  void rowsOfOneFateAddUp() {
    for (DemoFile source : DemoFile.values()) {
      int broken = demo.dirt().of(source, Fate.BROKEN);
      int twice = demo.dirt().of(source, Fate.DUPLICATE);
      assertEquals(demo.rows(source), demo.kept(source) + broken + twice, source.file());
    }
  }

  @Test
  void theDefaultShopHasTheAnnouncedRows() {
    DirtCounts counts = DirtCounts.of(DemoOptions.defaults());
    for (Dirt dirt : Dirt.values()) {
      assertEquals(dirt.rows(), counts.of(dirt), dirt.name());
    }
    assertEquals(15, counts.of(DemoFile.ITEMS, Fate.BROKEN));
    assertEquals(95, counts.of(DemoFile.REVIEWS, Fate.BROKEN));
    assertEquals(160, counts.of(DemoFile.INTERACTIONS, Fate.BROKEN));
  }

  private static void expect(Dirt dirt, Predicate<Map<String, String>> rule) {
    long found = rows.get(dirt.source()).stream().filter(rule).count();
    assertEquals(demo.dirt().of(dirt), found, dirt.name());
    assertTrue(found > 0, dirt.name());
  }

  private static Predicate<Map<String, String>> lacks(String column) {
    return row -> !row.containsKey(column);
  }

  private static boolean ofUnknownItem(Map<String, String> row) {
    return row.containsKey("item_id") && !items.contains(row.get("item_id"));
  }

  /** The text of a review, which stars alone lack. */
  private static Optional<String> text(Map<String, String> row) {
    return Optional.ofNullable(row.get("text"));
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
