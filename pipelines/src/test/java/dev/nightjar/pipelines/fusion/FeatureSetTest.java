package dev.nightjar.pipelines.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
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
            "als.score",
            "als.log-score",
            "als.rank",
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
        List.of("als.score", "als.log-score", "als.rank", "activity", "trend"), features.names());
    assertEquals(List.of(FeatureGroup.ACTIVITY, FeatureGroup.TREND), features.groups());
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
    return new FeatureSet(List.of("als"), CATALOG, Decay.NONE, leftOut);
  }
}
