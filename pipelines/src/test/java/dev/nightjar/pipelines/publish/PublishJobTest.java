package dev.nightjar.pipelines.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.run.Refused;
import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class PublishJobTest {

  @TempDir private Path lake;
  @TempDir private Path published;

  @Test
  void publishesEveryListWithTitlesSourcesAndReasons(SparkSession spark) {
    Nights nights = new Nights(spark, lake, published).withCatalog().ranked("2024-03-01", 0);

    StageResult result = nights.publish("2024-03-01");

    assertEquals(20, result.counts().get("recommendations lists"));
    assertEquals(100, result.counts().get("similar-items rows"));
    PublishedList list = nights.store().lookup(Surface.RECOMMENDATIONS, "u3").orElseThrow();
    assertEquals(
        "{\"user_id\":\"u3\",\"night\":\"2024-03-01\",\"items\":["
            + "{\"item_id\":\"i4\",\"title\":\"Title of \\\"i4\\\" é\",\"score\":1,"
            + "\"source\":\"als\","
            + "\"reasons\":[\"because you bought \\\"Strap\\\"\",\"liked by others\"]}",
        list.json(Surface.RECOMMENDATIONS).split(",\\{\"item_id\"")[0]);
    assertEquals("0.333333", list.items().get(2).scoreText());
    assertEquals(
        List.of("i4", "i5", "i6", "i7", "i8"),
        list.items().stream().map(ListItem::itemId).toList());
    assertEquals(
        "i8",
        nights.store().lookup(Surface.SIMILAR_ITEMS, "i3").orElseThrow().items().get(4).itemId());
  }

  @Test
  void theSameNightAgainIsUnchanged(SparkSession spark) throws Exception {
    Nights nights = new Nights(spark, lake, published).withCatalog().ranked("2024-03-01", 0);
    nights.publish("2024-03-01");
    Publication first = nights.store().live().orElseThrow();

    StageResult again = nights.ranked("2024-03-01", 0).publish("2024-03-01");

    assertEquals(1, again.counts().get("unchanged"));
    assertEquals(first, nights.store().live().orElseThrow());
    try (var versions = Files.list(published.resolve("versions"))) {
      assertEquals(1, versions.count());
    }
  }

  @Test
  void anOlderNightDoesNotReplaceANewerOne(SparkSession spark) {
    Nights nights = new Nights(spark, lake, published).withCatalog();
    nights.ranked("2024-03-01", 0).ranked("2024-03-02", 1).publish("2024-03-02");

    Refused refused = assertThrows(Refused.class, () -> nights.publish("2024-03-01"));

    assertTrue(
        refused
            .getMessage()
            .startsWith("night 2024-03-01 is older than the live night 2024-03-02, which readers"),
        refused.getMessage());
    assertEquals("2024-03-02", nights.store().live().orElseThrow().night());
    assertFalse(Files.exists(published.resolve("_nightjar/lock")));
  }
}
