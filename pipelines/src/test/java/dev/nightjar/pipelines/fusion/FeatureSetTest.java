package dev.nightjar.pipelines.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.candidate.AlsOptions;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.FactorSource;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.NeighbourSource;
import dev.nightjar.pipelines.candidate.Neighbours;
import dev.nightjar.pipelines.candidate.Popularity;
import dev.nightjar.pipelines.candidate.Vectors;
import dev.nightjar.pipelines.model.TrainOptions;
import dev.nightjar.pipelines.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureSetTest {

  private static final Catalog CATALOG =
      Catalog.of(2).withPrice(new float[] {1, 2}).withTrend(new float[] {0, 1});

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
  void aCandidateIsRelatedToTheLastItemToTheNearestAndToAll() {
    // Item 0 says .4 for item 2, item 1 says .1; the older counts half in the score, .3.
    Neighbours neighbours =
        new Neighbours(new int[] {0, 1, 2, 2}, new int[] {2, 2}, new float[] {0.4f, 0.1f});
    List<CandidateSource> sources =
        List.of(new NeighbourSource("linear", neighbours, new Decay(0.5, 0)));
    assertArrayEquals(
        new float[] {0.1f / 0.3f, 0.4f / 0.3f, 0.25f / 0.3f},
        relations("linear", sources, History.of(1, 0, 1)),
        1e-6f);
    // An item that was taken twice is one item; its score is .4 + .2.
    assertArrayEquals(
        new float[] {0.4f / 0.6f, 0.4f / 0.6f, 0.4f / 0.6f},
        relations("linear", sources, History.of(1, 0, 0)),
        1e-6f);
  }

  @Test
  void factorsAreRelatedByTheirCosine() {
    Vectors factors = new Vectors(3, 2, new float[] {3, 0, 0, 2, 1, 1});
    List<CandidateSource> sources = List.of(FactorSource.als(factors, AlsOptions.DEFAULT));
    float half = (float) Math.sqrt(0.5);
    assertArrayEquals(
        new float[] {half, half, half}, relations("als", sources, History.of(1, 0, 1)), 1e-6f);
    Vectors apart = new Vectors(3, 2, new float[] {3, 0, 0, 2, 0, 1});
    assertArrayEquals(
        new float[] {1, 1, 0.5f},
        relations("als", List.of(FactorSource.als(apart, AlsOptions.DEFAULT)), History.of(1, 0, 1)),
        1e-6f);
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

  private static float[] relations(String source, List<CandidateSource> sources, History user) {
    Catalog catalog = Catalog.of(3);
    FeatureSet features = new FeatureSet(sources, catalog, Decay.NONE, List.of());
    CandidatePool pool = new CandidatePool(sources, catalog, PoolOptions.DEFAULT);
    pool.propose(user);
    float[] values = features.of(user, pool, new int[] {2});
    int last = features.names().indexOf(source + ".last");
    assertEquals(
        List.of(source + ".nearest", source + ".mean"),
        features.names().subList(last + 1, last + 3));
    return Arrays.copyOfRange(values, last, last + 3);
  }

  @Test
  void kindsOfRankersKeepTheOrderOfTheSettings() {
    Settings settings =
        Settings.of(
            ConfigFactory.parseMap(Map.of("train.ranker.kinds", List.of("trees", "logistic"))));
    assertEquals(
        List.of(RankerKind.TREES, RankerKind.LOGISTIC),
        TrainOptions.fusion(settings).ranker().kinds());
  }

  @Test
  void settingsNameEveryGroup() {
    List<String> words = Arrays.stream(FeatureGroup.values()).map(FeatureGroup::word).toList();
    Settings settings =
        Settings.of(ConfigFactory.parseMap(Map.of("train.ranker.leave-out", words)));
    assertEquals(List.of(FeatureGroup.values()), TrainOptions.fusion(settings).ranker().leftOut());
  }

  private static FeatureSet features(List<FeatureGroup> leftOut) {
    return new FeatureSet(
        List.of(new Popularity(new float[] {1, 0.5f})), CATALOG, Decay.NONE, leftOut);
  }
}
