package dev.nightjar.pipelines.candidate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.candidate.AutoencoderStep.Layers;
import dev.nightjar.pipelines.candidate.AutoencoderStep.Taste;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class AutoencoderTest {
  private static final int ITEMS = 6;
  private static final int HIDDEN = 4;
  private static final int CODE = 3;
  private static final double RATE = 1e-4;
  private static final List<Taste> BATCH =
      List.of(
          taste(0, new int[] {0, 1, 4}, 0.6f, 0.6f, 0.5291503f),
          taste(1, new int[] {1, 2}, 0.8f, 0.6f),
          taste(2, new int[] {0, 3, 4, 5}, 0.5f, 0.5f, 0.5f, 0.5f));

  /** What is left of each when some is hidden. */
  private static final List<Taste> READ =
      List.of(
          taste(0, new int[] {0, 4}, 1.2f, 1.0583005f),
          taste(1, new int[] {2}, 1.2f),
          taste(2, new int[] {3, 4, 5}, 1f, 1f, 1f));

  static final AutoencoderOptions SMALL =
      new AutoencoderOptions(32, 16, 0.3, 100, 2000, 32, 3e-3, 5000, 1, Decay.NONE);

  private static Taste taste(int user, int[] items, float... weights) {
    return new Taste(user, items, weights);
  }

  /** The first step of Adam moves every weight by the rate against the sign of its gradient. */
  @Test
  void aStepMovesEveryWeightDownTheSlopeOfTheLoss() {
    int[] all = {0, 1, 2, 3, 4, 5};
    assertDescends(BATCH, READ, all, new float[ITEMS]);
  }

  /** With items 0, 1, 2, 4 and 5 compared and 5 standing for two. */
  @Test
  void itemsThatStandForOthersWeighMoreInTheLoss() {
    float twice = (float) Math.log(2);
    List<Taste> batch = List.of(BATCH.get(0), BATCH.get(1));
    assertDescends(
        batch, READ.subList(0, 2), new int[] {0, 1, 2, 4, 5}, new float[] {0, 0, 0, 0, twice});
  }

  private static void assertDescends(
      List<Taste> batch, List<Taste> read, int[] compared, float[] raised) {
    Layers layers = layers();
    Layers before = layers();
    new AutoencoderStep(layers, batch, compared, raised).run(read, 1);
    int moved = 0;
    for (int layer = 0; layer < 3; layer++) {
      float[] then = weights(layers, layer);
      float[] changed = weights(before, layer);
      for (int w = 0; w < then.length; w++) {
        float own = changed[w];
        double step = 1e-2;
        changed[w] = (float) (own + step);
        double above = loss(before.model(), batch, read, compared, raised);
        changed[w] = (float) (own - step);
        double below = loss(before.model(), batch, read, compared, raised);
        changed[w] = own;
        double slope = (above - below) / (2 * step);
        if (Math.abs(slope) > 1e-3) {
          moved++;
          assertEquals(
              -RATE * Math.signum(slope), then[w] - own, RATE / 100, "layer " + layer + " at " + w);
        } else if (slope == 0) {
          assertEquals(own, then[w], 0f, "layer " + layer + " at " + w);
        }
      }
    }
    assertTrue(moved > 40, moved + " weights have a slope");
  }

  private static float[] weights(Layers layers, int layer) {
    return List.of(layers.input(), layers.hidden(), layers.output()).get(layer).weights().values();
  }

  private static Layers layers() {
    SplittableRandom random = new SplittableRandom(5);
    return new Layers(
        new Adam(ITEMS + 1, HIDDEN, RATE).glorot(ITEMS + 1, HIDDEN, random),
        new Adam(HIDDEN + 1, CODE, RATE).glorot(HIDDEN + 1, CODE, random),
        new Adam(ITEMS, CODE + 1, RATE).glorot(ITEMS, CODE + 1, random));
  }

  /** Minus the mean log-likelihood of the users' items, straight from the definition. */
  private static double loss(
      Autoencoder model, List<Taste> batch, List<Taste> read, int[] compared, float[] raised) {
    double loss = 0;
    for (int u = 0; u < batch.size(); u++) {
      double sum = 0;
      for (int i = 0; i < compared.length; i++) {
        sum += Math.exp(logit(model, read.get(u), compared[i]) + raised[i]);
      }
      for (int item : batch.get(u).items()) {
        loss += Math.log(sum) - logit(model, read.get(u), item);
      }
    }
    return loss / batch.size();
  }

  private static double logit(Autoencoder model, Taste read, int item) {
    double[] first = new double[HIDDEN];
    for (int h = 0; h < HIDDEN; h++) {
      double sum = model.input().values()[ITEMS * HIDDEN + h];
      for (int i = 0; i < read.items().length; i++) {
        sum += read.weights()[i] * model.input().values()[read.items()[i] * HIDDEN + h];
      }
      first[h] = Math.tanh(sum);
    }
    double logit = model.output().values()[item * (CODE + 1) + CODE];
    for (int c = 0; c < CODE; c++) {
      double sum = model.hidden().values()[HIDDEN * CODE + c];
      for (int h = 0; h < HIDDEN; h++) {
        sum += first[h] * model.hidden().values()[h * CODE + c];
      }
      logit += Math.tanh(sum) * model.output().values()[item * (CODE + 1) + c];
    }
    return logit;
  }

  @Test
  void theGradientOfALogitIsItsSlope() {
    Autoencoder model = layers().model();
    Taste taste = BATCH.get(0);
    float[] gradient = model.gradient(model.read(taste.items(), taste.weights()), 3);
    double step = 1e-3;
    for (int i = 0; i < taste.items().length; i++) {
      float[] more = taste.weights().clone();
      more[i] += (float) step;
      float[] less = taste.weights().clone();
      less[i] -= (float) step;
      double slope =
          (logit(model, new Taste(0, taste.items(), more), 3)
                  - logit(model, new Taste(0, taste.items(), less), 3))
              / (2 * step);
      double product = 0;
      for (int h = 0; h < HIDDEN; h++) {
        product += gradient[h] * model.input().values()[taste.items()[i] * HIDDEN + h];
      }
      assertEquals(slope, product, 1e-4);
    }
  }

  @Test
  void hiddenItemsLeaveTheirWeightToTheOthers() {
    int hidden = 0;
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      Taste left = BATCH.get(2).dropped(0.25, random);
      hidden += 4 - left.items().length;
      for (float weight : left.weights()) {
        assertEquals(0.5f / 0.75f, weight, 1e-6f);
      }
    }
    assertEquals(1000, hidden, 100);
  }

  /** Where a step compares the few items of its users with five others only. */
  @Test
  void drawnItemsTeachTheGroupsToo(SparkSession spark) {
    AutoencoderOptions drawn =
        new AutoencoderOptions(32, 16, 0.3, 100, 800, 4, 3e-3, 5, 1, Decay.NONE);
    Dataset<Row> histories = TasteLog.dataset(spark, TasteLog.histories(3));
    Autoencoder model = AutoencoderTraining.fit(histories, Catalog.of(TasteLog.ITEMS), drawn);
    float[] scores = new float[TasteLog.ITEMS];
    new AutoencoderSource(model, Decay.NONE).score(History.of(1, 9, 13, 17), scores);
    for (int item : Top.of(scores, 5, 0)) {
      assertEquals(1, item % TasteLog.GROUPS, "proposed " + item);
    }
  }

  @Test
  void neitherNewItemsNorNewUsersGetAnything(SparkSession spark) {
    Dataset<Row> histories =
        TasteLog.dataset(spark, List.of(History.of(0, 1, 2), History.of(1, 2, 4)));
    Autoencoder model = AutoencoderTraining.fit(histories, Catalog.of(ITEMS), SMALL);
    AutoencoderSource source = new AutoencoderSource(model, Decay.NONE);
    float[][] scores = new float[2][ITEMS];
    source.scoreAll(new History[] {History.of(5, 2), History.empty(6)}, scores, 2);
    for (int item : new int[] {0, 3, 5}) {
      assertEquals(0f, scores[0][item], "item " + item);
    }
    assertEquals(1f, Math.max(scores[0][1], Math.max(scores[0][2], scores[0][4])));
    assertArrayEquals(new float[ITEMS], scores[1]);
  }

  @Test
  void aLogWithoutEventsHasNoModel(SparkSession spark) {
    Dataset<Row> none = TasteLog.dataset(spark, List.of(History.empty(3)));
    assertTrue(AutoencoderTraining.fit(none, Catalog.of(ITEMS), SMALL).isAbsent());
  }
}
