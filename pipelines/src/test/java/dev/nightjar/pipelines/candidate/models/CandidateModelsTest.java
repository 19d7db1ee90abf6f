package dev.nightjar.pipelines.candidate.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.Top;
import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.SourceScores;
import dev.nightjar.pipelines.candidate.TasteLog;
import dev.nightjar.pipelines.candidate.als.FactorSource;
import dev.nightjar.pipelines.candidate.als.FoldIn;
import dev.nightjar.pipelines.candidate.als.MllibAls;
import dev.nightjar.pipelines.candidate.neighbour.ItemToItem;
import dev.nightjar.pipelines.candidate.neighbour.Neighbours;
import dev.nightjar.pipelines.candidate.popular.Popularity;
import dev.nightjar.pipelines.settings.CandidateSettings;
import dev.nightjar.pipelines.settings.ItemToItemSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class CandidateModelsTest {
  private static final long SEED = 7;
  private static final CandidateSettings SETTINGS =
      ShippedSettings.with(
              "seed = 1",
              "train.sources = [popularity, category-popularity, als, item-to-item, linear, text,",
              "  cold]",
              "train.als { rank = 8, regularization = 0.002, frequency-offset = 0, iterations = 8, blocks = 2 }",
              "train.als.text-regularization = 1")
          .train()
          .candidates();

  @Test
  void everySourcePrefersTheGroupThatTheUserWalksThrough(SparkSession spark) {
    Catalog catalog = TasteLog.catalog(SEED);
    CandidateModels models =
        CandidateModels.fit(TasteLog.dataset(spark, TasteLog.histories(SEED)), catalog, SETTINGS);
    History user = History.of(1, 9, 13, 17);
    for (CandidateSource source : models.sources(catalog, SETTINGS)) {
      boolean personal = !source.name().equals("popularity") && !source.name().equals("cold");
      if (personal) {
        float[] scores = SourceScores.of(source, user, TasteLog.ITEMS);
        for (int item : Top.of(scores, 5, 0)) {
          assertEquals(1, item % TasteLog.GROUPS, source.name() + " proposed " + item);
          assertEquals(1, source.because(user, item) % TasteLog.GROUPS, source.name());
        }
      }
    }
  }

  @Test
  void itemToItemKnowsTheDirectionOfAWalk(SparkSession spark) {
    Neighbours neighbours =
        ItemToItem.fit(
            TasteLog.dataset(spark, TasteLog.histories(SEED)),
            Catalog.of(TasteLog.ITEMS),
            SETTINGS.itemToItem());
    assertTrue(neighbours.weight(16, 20) > neighbours.weight(20, 16));
    assertTrue(neighbours.weight(16, 20) > neighbours.weight(16, 24));
    assertEquals(0f, neighbours.weight(16, 17));
  }

  /** A user of three events counts 1 / ln 5; without damping that is what stands in the model. */
  @Test
  void aPairCountsByItsStepsItsDaysAndItsDirection(SparkSession spark) {
    History walk =
        new History(0, new int[] {0, 1, 2}, new float[] {9, 2, 1}, new float[] {1, 1, 1});
    Dataset<Row> histories = TasteLog.dataset(spark, List.of(walk));
    float one = (float) (1 / Math.log(5));
    Neighbours steps =
        ItemToItem.fit(histories, Catalog.of(3), pairs("window = 2, backward = 0.5"));
    assertEquals(one, steps.weight(0, 1), 1e-6f);
    assertEquals(one / 2, steps.weight(1, 0), 1e-6f);
    assertEquals(one / 2, steps.weight(0, 2), 1e-6f);
    assertEquals(one / 4, steps.weight(2, 0), 1e-6f);
    Neighbours near = ItemToItem.fit(histories, Catalog.of(3), pairs("window = 1, backward = 0"));
    assertEquals(one, near.weight(1, 2), 1e-6f);
    assertEquals(0f, near.weight(2, 1));
    assertEquals(0f, near.weight(0, 2));
    Neighbours sameDays =
        ItemToItem.fit(
            histories,
            Catalog.of(3),
            pairs("window = 2, window-days = 5, backward = 1, half-life-days = 1"));
    assertEquals(0f, sameDays.weight(0, 1));
    assertEquals(one * Math.pow(2, -1.5), sameDays.weight(1, 2), 1e-6);
    assertEquals(one * Math.pow(2, -1.5), sameDays.weight(2, 1), 1e-6);
  }

  /** A pair d steps apart counts 1/d, whatever the popularity of its items. */
  private static ItemToItemSettings pairs(String block) {
    return ShippedSettings.with(
            "train.item-to-item { distance-exponent = 1, last-damping = 0, next-damping = 0 }",
            "train.item-to-item { " + block + " }")
        .train()
        .candidates()
        .itemToItem();
  }

  @Test
  void fittingTwiceOnOtherPartitionsGivesTheSameBits(SparkSession spark) {
    Catalog catalog = TasteLog.catalog(SEED);
    Dataset<Row> histories = TasteLog.dataset(spark, TasteLog.histories(SEED));
    CandidateModels once = CandidateModels.fit(histories, catalog, SETTINGS);
    CandidateModels again = CandidateModels.fit(histories.repartition(5), catalog, SETTINGS);
    assertArrayEquals(once.factors().values(), again.factors().values());
    assertArrayEquals(once.mapped().values(), again.mapped().values());
    assertArrayEquals(once.popularity(), again.popularity());
    assertArrayEquals(once.itemToItem().targets(), again.itemToItem().targets());
    assertArrayEquals(once.itemToItem().weights(), again.itemToItem().weights());
  }

  @Test
  void anItemNobodyTouchedGetsAFactorFromItsText(SparkSession spark) {
    Catalog catalog = TasteLog.catalog(SEED);
    CandidateModels models =
        CandidateModels.fit(TasteLog.dataset(spark, TasteLog.histories(SEED)), catalog, SETTINGS);
    int untouched = TasteLog.ITEMS - 1;
    assertTrue(models.mapped().has(untouched));
    FactorSource cold = FactorSource.cold(models.factors(), models.mapped(), SETTINGS.als());
    float[] scores = SourceScores.of(cold, History.of(0, 3, 7, 11), TasteLog.ITEMS);
    assertEquals(3, Top.of(scores, 1, 0)[0] % TasteLog.GROUPS);
  }

  @Test
  void foldingInAUserGivesTheFactorThatMllibEndsWith(SparkSession spark) {
    List<History> histories = TasteLog.histories(SEED);
    Dataset<Row> rows = TasteLog.dataset(spark, histories);
    ALSModel mllib =
        MllibAls.of(SETTINGS.als()).fit(MllibAls.ratings(rows, TasteLog.ITEMS, SETTINGS.als()));
    Vectors factors = VectorRows.read(mllib.itemFactors(), TasteLog.ITEMS);
    float[] solved = TasteLog.factors(histories, new FoldIn(factors, SETTINGS.als())::factor);
    float[] trained = VectorRows.read(mllib.userFactors(), TasteLog.USERS).values();
    assertArrayEquals(trained, solved, 1e-3f);
  }

  @Test
  void modelsComeBackFromTheirRows(SparkSession spark) {
    Catalog catalog = TasteLog.catalog(SEED);
    CandidateModels models =
        CandidateModels.fit(TasteLog.dataset(spark, TasteLog.histories(SEED)), catalog, SETTINGS);
    Dataset<Row> rows = models.itemToItem().toRows(spark);
    Neighbours neighbours = Neighbours.fromRows(rows.repartition(3), TasteLog.ITEMS);
    assertArrayEquals(models.itemToItem().starts(), neighbours.starts());
    assertArrayEquals(models.itemToItem().targets(), neighbours.targets());
    assertArrayEquals(models.itemToItem().weights(), neighbours.weights());
    Dataset<Row> factorRows = VectorRows.of(spark, models.factors(), "item", "factor");
    assertArrayEquals(
        models.factors().values(), VectorRows.read(factorRows, TasteLog.ITEMS).values());
  }

  @Test
  void anItemOutsideTheCatalogIsNamedWithItsUser(SparkSession spark) {
    Dataset<Row> rows = TasteLog.dataset(spark, List.of(History.of(5, 1, 99)));
    Exception failure =
        assertThrows(Exception.class, () -> Popularity.fit(rows, Catalog.of(80), 0));
    assertTrue(
        failure.getMessage().contains("user 5 touched item 99 but the catalog has 80 items"),
        failure.getMessage());
  }
}
