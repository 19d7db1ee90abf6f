package dev.nightjar.pipelines.candidate.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.candidate.SourceScores;
import dev.nightjar.pipelines.candidate.TasteLog;
import dev.nightjar.pipelines.candidate.als.Als;
import dev.nightjar.pipelines.candidate.als.FoldIn;
import dev.nightjar.pipelines.candidate.als.MllibAls;
import dev.nightjar.pipelines.candidate.content.TextSource;
import dev.nightjar.pipelines.candidate.popular.CategoryPopularity;
import dev.nightjar.pipelines.candidate.popular.Popularity;
import dev.nightjar.pipelines.settings.CandidateSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The walks of {@link TasteLog}; half of the users dislike the last item, which nobody likes. */
@ExtendWith(SparkExtension.class)
final class DislikesTest {
  private static final long SEED = 7;
  private static final int BAD = TasteLog.ITEMS - 1;
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
  void noSourceProposesWhatIsOnlyDisliked(SparkSession spark) {
    Catalog catalog = judged(TasteLog.USERS / 2);
    CandidateModels models =
        CandidateModels.fit(TasteLog.dataset(spark, histories()), catalog, SETTINGS);
    assertTrue(models.popularity()[BAD] < 0, "popularity falls");
    assertFalse(models.factors().has(BAD), "ALS finds no factor");
    assertFalse(models.mapped().has(BAD), "nor is it new");
    History user = History.of(1, 9, 13, 3, 7);
    for (CandidateSource source : models.sources(catalog, SETTINGS)) {
      float[] scores = SourceScores.of(source, user, TasteLog.ITEMS);
      assertFalse(scores[BAD] > 0, source.name() + " gives it " + scores[BAD]);
    }
  }

  @Test
  void aDislikedItemSpeaksForNothing(SparkSession spark) {
    Catalog catalog = TasteLog.catalog(SEED);
    CandidateModels models =
        CandidateModels.fit(TasteLog.dataset(spark, TasteLog.histories(SEED)), catalog, SETTINGS);
    History user =
        new History(1, new int[] {9, 13, 10, 14}, new float[4], new float[] {1, 1, -1, -1});
    for (CandidateSource source : models.sources(catalog, SETTINGS)) {
      float[] scores = SourceScores.of(source, user, TasteLog.ITEMS);
      for (int item = 0; item < TasteLog.ITEMS; item++) {
        int because = source.because(user, item);
        assertTrue(because != 10 && because != 14, source.name() + " says " + because);
      }
      if (List.of("category-popularity", "item-to-item", "linear", "text")
          .contains(source.name())) {
        assertTrue(scores[17] > 0, source.name());
        assertTrue(scores[18] < scores[17] / 2, source.name() + " likes what is like a dislike");
      }
    }
  }

  @Test
  void foldingInAUserWithDislikesGivesTheFactorThatMllibEndsWith(SparkSession spark) {
    List<History> histories = new ArrayList<>();
    for (History walk : TasteLog.histories(SEED)) {
      float[] weights = walk.weights().clone();
      weights[walk.user() % weights.length] = -0.5f;
      histories.add(new History(walk.user(), walk.items(), walk.ages(), weights));
    }
    Dataset<Row> rows = TasteLog.dataset(spark, histories);
    ALSModel mllib =
        MllibAls.of(SETTINGS.als()).fit(MllibAls.ratings(rows, TasteLog.ITEMS, SETTINGS.als()));
    Vectors factors = VectorRows.read(mllib.itemFactors(), TasteLog.ITEMS);
    float[] solved = TasteLog.factors(histories, new FoldIn(factors, SETTINGS.als())::factor);
    float[] trained = VectorRows.read(mllib.userFactors(), TasteLog.USERS).values();
    assertArrayEquals(trained, solved, 1e-3f);
  }

  @Test
  void alsSolvesALogOfFewerLikesThanFactorsAndOneOfNone(SparkSession spark) {
    History few = new History(0, new int[] {0, 1, 2}, new float[3], new float[] {1, 1, -1});
    Vectors factors =
        Als.fit(TasteLog.dataset(spark, List.of(few)), Catalog.of(4), SETTINGS.als()).items();
    assertTrue(factors.has(0) && factors.has(1) && !factors.has(2) && !factors.has(3));
    History none = new History(0, new int[] {0}, new float[1], new float[] {-1});
    Vectors zeros =
        Als.fit(TasteLog.dataset(spark, List.of(none)), Catalog.of(4), SETTINGS.als()).items();
    assertEquals(8, zeros.dimension());
    assertFalse(zeros.has(0));
  }

  @Test
  void aCategoryThatIsDislikedIsNotProposed() {
    Catalog catalog = Catalog.of(4).withCategory(new int[] {0, 0, 1, 1});
    CategoryPopularity source =
        CategoryPopularity.of(new Popularity(new float[] {1, -1, 0.5f, -1}), catalog, Decay.NONE);
    History user = new History(0, new int[] {0, 2}, new float[2], new float[] {1, -3});
    float[] scores = SourceScores.of(source, user, 4);
    assertArrayEquals(new float[] {0.25f, 0, 0.5f * -0.75f, 0}, scores, 1e-6f);
  }

  @Test
  void textProposesWhatFewDislikeAndNotWhatManyDo() {
    History user = History.of(0, 3, 7);
    TextSource three = TextSource.of(judged(3), Decay.NONE);
    assertTrue(SourceScores.of(three, user, TasteLog.ITEMS)[BAD] > 0.9, "three may be wrong");
    TextSource four = TextSource.of(judged(4), Decay.NONE);
    assertFalse(SourceScores.of(four, user, TasteLog.ITEMS)[BAD] > 0, "four are not");
  }

  private static List<History> histories() {
    List<History> histories = new ArrayList<>();
    for (History walk : TasteLog.histories(SEED)) {
      histories.add(walk.user() % 2 == 0 ? disliking(walk) : walk);
    }
    return histories;
  }

  private static History disliking(History walk) {
    int size = walk.size();
    int[] items = java.util.Arrays.copyOf(walk.items(), size + 1);
    float[] weights = java.util.Arrays.copyOf(walk.weights(), size + 1);
    items[size] = BAD;
    weights[size] = -2;
    return new History(walk.user(), items, new float[size + 1], weights);
  }

  /** The catalog in which so many users dislike the last item. */
  private static Catalog judged(int users) {
    float[] dislikes = new float[TasteLog.ITEMS];
    dislikes[BAD] = users;
    return TasteLog.catalog(SEED)
        .with(ItemFact.LIKES, new float[TasteLog.ITEMS])
        .with(ItemFact.DISLIKES, dislikes);
  }
}
