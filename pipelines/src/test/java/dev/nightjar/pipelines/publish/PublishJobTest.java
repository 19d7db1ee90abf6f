package dev.nightjar.pipelines.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.publish.list.ListItem;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.Refused;
import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
final class PublishJobTest {

  private static final String NIGHT = "2024-03-01";
  private static final String NEXT = "2024-03-02";

  @TempDir private Path lake;
  @TempDir private Path published;

  @Test
  void publishesEveryListWithTitlesSourcesAndReasons(SparkSession spark) {
    Nights nights = new Nights(spark, lake, published).ranked(NIGHT, 0);

    StageResult result = nights.publish(NIGHT);

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
    PublishedList similar = nights.store().lookup(Surface.SIMILAR_ITEMS, "i3").orElseThrow();
    assertEquals("i8", similar.items().get(4).itemId());
    String parquet = published + "/versions/*/recommendations/parquet";
    assertEquals(100, spark.read().parquet(parquet).where("night = '2024-03-01'").count());
    assertEquals(
        List.of("night", "user_id", "position", "item_id", "title", "score", "source", "reasons"),
        List.of(spark.read().parquet(parquet).columns()));
  }

  @Test
  void publishesTheFieldsThatAreChosenAndNoOthers(SparkSession spark) {
    Nights nights =
        new Nights(
            spark, lake, published, "publish.fields = [chance, expected-rating, title, parts]");
    nights.ranked(NIGHT, 0).publish(NIGHT);
    assertEquals(
        "{\"user_id\":\"u3\",\"night\":\"2024-03-01\",\"items\":["
            + "{\"item_id\":\"i4\",\"title\":\"Title of \\\"i4\\\" é\",\"chance\":0.2,"
            + "\"expected_rating\":4.1,\"parts\":{}}",
        nights
            .store()
            .lookup(Surface.RECOMMENDATIONS, "u3")
            .orElseThrow()
            .json(Surface.RECOMMENDATIONS)
            .split(",\\{\"item_id\"")[0]);
    assertEquals(
        "{\"item_id\":\"i4\",\"title\":\"Title of \\\"i4\\\" é\"}",
        nights
            .store()
            .lookup(Surface.SIMILAR_ITEMS, "i3")
            .orElseThrow()
            .json(Surface.SIMILAR_ITEMS)
            .split("[\\[]|,(?=\\{)")[1]);
    assertEquals(
        List.of(
            "night",
            "user_id",
            "position",
            "item_id",
            "title",
            "chance",
            "expected_rating",
            "parts"),
        List.of(spark.read().parquet(published + "/versions/*/recommendations/parquet").columns()));
  }

  @Test
  void theSameNightAgainIsUnchangedWhateverRunWroteIt(SparkSession spark, @TempDir Path elsewhere) {
    Nights nights = new Nights(spark, lake, published).ranked(NIGHT, 0);
    nights.publish(NIGHT);
    Publication first = Nights.live(published);

    StageResult again = nights.ranked(NIGHT, 0).publish(NIGHT);

    assertEquals(1, again.counts().get("unchanged"));
    assertEquals(first, Nights.live(published));
    assertEquals(List.of(first.version()), Nights.directories(published));

    Nights others =
        new Nights(spark, lake, elsewhere, "publish.shards = 7", "seed = 1").ranked(NIGHT, 0);
    others.publish(NIGHT);
    Publication other = Nights.live(elsewhere);
    assertEquals(first.lists(), other.lists());
    assertNotEquals(first.settingsHash(), other.settingsHash());
    assertEquals(7 * 2, other.files().stream().filter(f -> f.path().endsWith("jsonl")).count());
  }

  @Test
  void whatSoldOutSinceItWasRankedIsNotShownAndTheRestComesUp(SparkSession spark) {
    Nights nights = new Nights(spark, lake, published).ranked(NIGHT, 0);
    nights.catalog(item -> item != 5 && item != 7);

    StageResult result = nights.publish(NIGHT);

    assertEquals(
        List.of("i4", "i6", "i8"),
        nights.store().lookup(Surface.RECOMMENDATIONS, "u3").orElseThrow().items().stream()
            .map(ListItem::itemId)
            .toList());
    assertEquals(
        5,
        nights.store().lookup(Surface.RECOMMENDATIONS, "u10").orElseThrow().items().size(),
        "others have what they had");
    assertEquals(10, result.counts().get("recommendations sold out"));
    assertEquals(90, result.counts().get("recommendations rows"));
    assertEquals(10, result.counts().get("similar-items sold out"));
  }

  @Test
  void otherListsOfTheSameNightAreANewVersion(SparkSession spark) {
    Nights nights = new Nights(spark, lake, published).ranked(NIGHT, 0);
    nights.publish(NIGHT);
    Publication first = Nights.live(published);

    nights.ranked(NIGHT, 4).publish(NIGHT);

    Publication second = Nights.live(published);
    assertNotEquals(first.lists(), second.lists());
    assertEquals(first.version(), second.previous());
    assertEquals(
        "i8",
        nights.store().lookup(Surface.RECOMMENDATIONS, "u3").orElseThrow().items().get(0).itemId());
  }

  @Test
  void anOlderNightReplacesANewerOneOnlyByForce(SparkSession spark) {
    Nights nights = new Nights(spark, lake, published).ranked(NIGHT, 0).ranked(NEXT, 1);
    nights.publish(NEXT);

    Refused refused = assertThrows(Refused.class, () -> nights.publish(NIGHT));

    assertEquals(
        "night 2024-03-01 is older than the live night 2024-03-02, which readers keep; set"
            + " publish.force-older = true to publish it all the same, or go back to a kept"
            + " version: nightjar rollback --to 2024-03-01",
        refused.getMessage());
    assertEquals(NEXT, Nights.live(published).night());
    assertFalse(Files.exists(published.resolve("_nightjar/lock")), "the lock was left");

    new Nights(spark, lake, published, "publish.force-older = true").publish(NIGHT);
    assertEquals(NIGHT, Nights.live(published).night());
  }

  @Test
  void aNightWithFarFewerUsersIsRefused(SparkSession spark) {
    Nights nights = new Nights(spark, lake, published);
    nights.ranked(NIGHT, 0).publish(NIGHT);
    nights.ranked(NEXT, 1, 9);

    Refused refused = assertThrows(Refused.class, () -> nights.publish(NEXT));

    assertEquals(
        "night 2024-03-02 has lists for 9 users, less than 0.5 of the 20 of the live night"
            + " 2024-03-01; look for what is missing from its log, or set publish.least-share"
            + " lower",
        refused.getMessage());
    new Nights(spark, lake, published, "publish.least-share = 0.4").publish(NEXT);
    assertEquals(NEXT, Nights.live(published).night());
  }

  @Test
  void aNightWhoseEvaluationWasRefusedStaysUnpublished(SparkSession spark) {
    Nights nights = new Nights(spark, lake, published).ranked(NIGHT, 0);
    assertThrows(
        Refused.class,
        () ->
            nights.run(
                NIGHT,
                "evaluate",
                run -> {
                  throw new Refused("ndcg@10 is 0.01, live 0.05");
                }));

    Refused refused = assertThrows(Refused.class, () -> nights.publish(NIGHT));

    assertTrue(
        refused
            .getMessage()
            .startsWith(
                "the last evaluation of night 2024-03-01 was refused (ndcg@10 is 0.01, live 0.05)"),
        refused.getMessage());
    assertTrue(nights.store().live().isEmpty(), "something went live");

    nights.run(NIGHT, "evaluate", run -> run.fingerprint("judge", "abc"));
    nights.publish(NIGHT);
    assertEquals("abc", Nights.live(published).fingerprints().get("evaluate.judge"));
  }

  @Test
  void listsOfTwoRankingsStayUnpublished(SparkSession spark) {
    Nights nights = new Nights(spark, lake, published);
    nights.run(
        NIGHT,
        "rank",
        run -> {
          nights.ranked(NIGHT, 0);
          run.wrote(Table.RECOMMENDATIONS);
          run.wrote(Table.SIMILAR_ITEMS);
        });
    nights.publish(NIGHT);
    Publication first = Nights.live(published);

    nights.ranked(NIGHT, 4); // a ranking that was killed before it could tell of itself
    Refused killed = assertThrows(Refused.class, () -> nights.publish(NIGHT));
    assertThrows(
        IllegalStateException.class,
        () ->
            nights.run(
                NIGHT,
                "rank",
                run -> {
                  throw new IllegalStateException("no memory");
                }));
    Refused failed = assertThrows(Refused.class, () -> nights.publish(NIGHT));

    for (Refused refused : List.of(killed, failed)) {
      assertTrue(refused.getMessage().contains("run: nightjar rank --night"), refused.getMessage());
    }
    assertEquals(first, Nights.live(published));
  }

  @Test
  void listsOfARankerThatNobodyJudgedStayUnpublished(SparkSession spark) {
    Nights nights = new Nights(spark, lake, published).ranked(NIGHT, 0);
    nights.run(NIGHT, "train", run -> train(spark, run));
    nights.run(NIGHT, "evaluate", run -> run.readFold(Table.RANKER, Fold.TEST).count());
    nights.publish(NIGHT);

    nights.run(NIGHT, "train", run -> train(spark, run));
    nights.ranked(NIGHT, 3);

    Refused refused = assertThrows(Refused.class, () -> nights.publish(NIGHT));
    assertTrue(
        refused.getMessage().contains("the ranker of night 2024-03-01 changed after"),
        refused.getMessage());
  }

  private static void train(SparkSession spark, StageRun run) {
    run.writeNight(
        Table.RANKER,
        spark.sql(
            "SELECT 'test' fold, '{}' model, '' fingerprint, 1d slope, 0d intercept,"
                + " 0d ndcg, map('mean', 3d) rating"));
  }

  @Test
  void theLastVersionsStayAndHalfWrittenOnesGo(SparkSession spark) throws Exception {
    Nights nights = new Nights(spark, lake, published, "publish.keep = 2");
    Path half = published.resolve("versions/2024-02-28-20240229T010000000-77");
    Files.createDirectories(half.resolve("recommendations/json"));
    Files.writeString(half.resolve("recommendations/json/shard-00000.jsonl"), "{\"user_id\":\"u");
    assertTrue(nights.store().live().isEmpty(), "readers see a half-written version");
    assertEquals(List.of(), nights.store().versions());

    for (int day = 1; day <= 3; day++) {
      nights.ranked("2024-03-0" + day, day).publish("2024-03-0" + day);
    }

    assertFalse(Files.exists(half), "the half-written version is still there");
    assertEquals(
        List.of("2024-03-03", "2024-03-02"),
        nights.store().versions().stream().map(Publication::night).toList());
    assertEquals(2, Nights.directories(published).size());

    nights
        .store()
        .flip(Rollback.target(List.of(nights.store()), "2024-03-02"), nights.store().pointer());
    Nights strict = new Nights(spark, lake, published, "publish.keep = 1").ranked("2024-03-04", 4);
    strict.publish("2024-03-04");
    assertEquals(
        List.of("2024-03-04", "2024-03-02"),
        nights.store().versions().stream().map(Publication::night).toList(),
        "the live version and the one before it stay");
  }
}
