package dev.nightjar.pipelines.fusion.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.candidate.als.FactorSource;
import dev.nightjar.pipelines.candidate.neighbour.NeighbourSource;
import dev.nightjar.pipelines.candidate.neighbour.Neighbours;
import dev.nightjar.pipelines.candidate.popular.Popularity;
import dev.nightjar.pipelines.fusion.pool.PoolLimits;
import dev.nightjar.pipelines.fusion.pool.PoolPlan;
import dev.nightjar.pipelines.settings.AlsSettings;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.settings.choice.FeatureGroup;
import dev.nightjar.pipelines.settings.choice.Repeat;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureSetTest {

  private static final AlsSettings ALS = ShippedSettings.with().train().candidates().als();
  private static final Catalog CATALOG =
      Catalog.of(2)
          .with(ItemFact.PRICE, new float[] {1, 2})
          .with(ItemFact.TREND, new float[] {0, 1});

  @Test
  void factsThatTheCatalogLacksAreNoFeatures() {
    assertEquals(
        List.of(
            "popularity.score",
            "popularity.log-score",
            "popularity.rank",
            "activity",
            "touched",
            "touched.recently",
            "price.distance",
            "trend"),
        features(List.of()).names());
  }

  @Test
  void aGroupThatIsLeftOutHasNoFeature() {
    FeatureSet features = features(List.of(FeatureGroup.TOUCHED, FeatureGroup.PRICE));
    assertEquals(
        List.of("popularity.score", "popularity.log-score", "popularity.rank", "activity", "trend"),
        features.names());
    assertEquals(List.of(FeatureGroup.ACTIVITY, FeatureGroup.TREND), features.groups());
  }

  @Test
  void aRankerGetsTheFeaturesThatItKnows() {
    FeatureSet features =
        features(List.of())
            .alignedTo(
                List.of(
                    "popularity.score",
                    "popularity.log-score",
                    "popularity.rank",
                    "activity",
                    "touched",
                    "touched.recently",
                    "rating",
                    "trend"));
    assertEquals(8, features.width());
    PoolPlan plan =
        PoolPlan.of(
            new Popularity(new float[] {1, 0.5f}), CATALOG, new PoolLimits(2, Repeat.ALLOW));
    float[] values = features.of(plan.newPool().propose(History.of(1, 0)), new int[] {0, 1});
    assertEquals(0, values[6], "a rating that the catalog has of no item");
    assertEquals(1, values[15], "the trend of item 1, although the price before it is left out");
  }

  @Test
  void aRankerOfOtherSourcesIsRefused() {
    FeatureSet features = features(List.of());
    List<String> names = features.names();
    for (List<String> others :
        List.of(names.subList(3, names.size()), List.of("als.score"), List.of("hat.size"))) {
      var e = assertThrows(IllegalArgumentException.class, () -> features.alignedTo(others));
      assertTrue(e.getMessage().contains("train it with the same sources"), e.getMessage());
    }
  }

  @Test
  void aCandidateIsRelatedToTheLastItemToTheNearestAndToAll() {
    // Item 0 says .4 for item 2 and .2 for item 3, item 1 says .1 and .3.
    Neighbours neighbours =
        new Neighbours(
            new int[] {0, 2, 4, 4, 4},
            new int[] {2, 3, 2, 3},
            new float[] {0.4f, 0.2f, 0.1f, 0.3f});
    CandidateSource linear = new NeighbourSource("linear", neighbours, new Decay(0.5, 0));
    float[] third = {0.1f / 0.3f, 1, 1};
    float[] fourth = {1, 0.3f / 0.4f, 1};
    assertRelations(linear, "linear", History.of(1, 0, 1), third, fourth);
    // The newer of two visits counts, and an item visited twice is one item.
    assertRelations(linear, "linear", History.of(1, 1, 0, 1), third, fourth);
    assertRelations(
        linear,
        "linear",
        History.of(1, 0, 0),
        new float[] {1, 1, 1},
        new float[] {0.5f, 0.5f, 0.5f});
  }

  @Test
  void factorsAreRelatedByTheirCosine() {
    Vectors factors = new Vectors(4, 2, new float[] {3, 0, 0, 2, 0, 1, -1, 0});
    assertRelations(
        FactorSource.als(factors, ALS),
        "als",
        History.of(1, 1, 0),
        new float[] {0, 1, 1},
        new float[] {0, 0, -1});
  }

  @Test
  void anItemWithoutEventsIsRelatedByThePlaceThatItWasGiven() {
    Vectors factors = new Vectors(4, 2, new float[] {3, 0, 0, 2, 0, 0, 0, 0});
    Vectors mapped = new Vectors(4, 2, new float[] {0, 0, 0, 0, 5, 0, 0, 7});
    assertRelations(
        FactorSource.cold(factors, mapped, ALS),
        "cold",
        History.of(1, 1, 0),
        new float[] {1, 1, 1},
        new float[] {0, 1, 1});
  }

  @Test
  void textIsRelatedByItsCosine() {
    Vectors text = new Vectors(4, 2, new float[] {3, 0, 0, 2, 0, 1, 1, 1});
    float half = (float) Math.sqrt(0.5);
    assertRelations(
        List.of(new Popularity(new float[] {1, 1, 1, 1})),
        Catalog.of(4).withText(text),
        "text",
        History.of(1, 1, 0),
        new float[][] {{0, 1, half}, {1, half, 1}});
  }

  @Test
  void aCandidateThatWasTouchedDoesNotSpeakForItself() {
    Vectors factors = new Vectors(4, 2, new float[] {1, 0, 0, 1, 1, 1, 1, 0});
    float half = (float) Math.sqrt(0.5);
    assertRelations(
        FactorSource.als(factors, ALS),
        "als",
        History.of(1, 0, 2),
        new float[] {0, half, 2 * half / (1 + half)},
        new float[] {1, 1, 1});
  }

  @Test
  void onlyTheNewestFiftyItemsAreRelated() {
    int items = 60;
    int[] starts = new int[items + 1];
    Arrays.fill(starts, 1, items + 1, 1);
    int candidate = items - 1;
    // Only item 0 says anything; it is the oldest of a history.
    Neighbours neighbours = new Neighbours(starts, new int[] {candidate}, new float[] {1});
    CandidateSource linear = new NeighbourSource("linear", neighbours, Decay.NONE);
    for (int length : new int[] {50, 51}) {
      History history = History.of(1, IntStream.range(0, length).toArray());
      float[] values =
          relations(List.of(linear), Catalog.of(items), "linear", history, new int[] {candidate});
      assertArrayEquals(new float[] {0, length == 50 ? 1 : 0, length == 50 ? 1 : 0}, values);
    }
  }

  @Test
  void partsOfAllFeaturesOfASourceAreItsOwn() {
    Neighbours none = new Neighbours(new int[] {0, 0, 0}, new int[0], new float[0]);
    FeatureSet features =
        new FeatureSet(
            List.of(
                new Popularity(new float[] {1, 0.5f}),
                new NeighbourSource("linear", none, Decay.NONE)),
            CATALOG,
            Decay.NONE,
            List.of());
    double[] parts = new double[features.width()];
    for (int f = 0; f < parts.length; f++) {
      parts[f] = Math.pow(2, f);
    }
    assertArrayEquals(new double[] {7, 504}, features.bySource(parts));
  }

  /** Items 2 and 3 of four are the candidates. */
  private static void assertRelations(
      CandidateSource source, String name, History user, float[] third, float[] fourth) {
    assertRelations(List.of(source), Catalog.of(4), name, user, new float[][] {third, fourth});
  }

  private static void assertRelations(
      List<CandidateSource> sources,
      Catalog catalog,
      String name,
      History user,
      float[][] expected) {
    float[] values = relations(sources, catalog, name, user, new int[] {2, 3});
    assertArrayEquals(expected[0], Arrays.copyOfRange(values, 0, 3), 1e-6f);
    assertArrayEquals(expected[1], Arrays.copyOfRange(values, 3, 6), 1e-6f);
  }

  private static float[] relations(
      List<CandidateSource> sources, Catalog catalog, String name, History user, int[] items) {
    FeatureSet features = new FeatureSet(sources, catalog, Decay.NONE, List.of());
    PoolPlan plan = PoolPlan.of(sources, catalog, new PoolLimits(100, Repeat.ALLOW));
    float[] values = features.of(plan.newPool().propose(user), items);
    int last = features.names().indexOf(name + ".last");
    assertEquals(Relations.names(name), features.names().subList(last, last + 3));
    float[] relations = new float[3 * items.length];
    for (int i = 0; i < items.length; i++) {
      System.arraycopy(values, i * features.width() + last, relations, 3 * i, 3);
    }
    return relations;
  }

  @Test
  void settingsNameEveryGroup() {
    List<String> words = Arrays.stream(FeatureGroup.values()).map(FeatureGroup::word).toList();
    Settings settings = ShippedSettings.with("train.ranker.leave-out = " + words);
    assertEquals(List.of(FeatureGroup.values()), settings.train().ranker().leaveOut());
  }

  private static FeatureSet features(List<FeatureGroup> leftOut) {
    return new FeatureSet(
        List.of(new Popularity(new float[] {1, 0.5f})), CATALOG, Decay.NONE, leftOut);
  }
}
