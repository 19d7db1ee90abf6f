package dev.nightjar.pipelines.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ClassificationTest {
  private static final double[] SCORES = {0.9, 0.8, 0.7, 0.6, 0.55};
  private static final boolean[] POSITIVE = {true, false, true, false, true};

  @Test
  void aucIsTheShareOfPairsInTheRightOrder() {
    // 3 positives x 2 negatives: 0.9 wins twice, 0.7 once, 0.55 never.
    assertEquals(3.0 / 6, Classification.auc(SCORES, POSITIVE), 1e-12);
  }

  @Test
  void aucCountsATieAsHalf() {
    double[] scores = {1, 1, 0};
    boolean[] positive = {true, false, false};
    assertEquals(1.5 / 2, Classification.auc(scores, positive), 1e-12);
    assertEquals(0.5, Classification.auc(new double[4], new boolean[] {true, true, true, false}));
  }

  @Test
  void aucOfALongTieIsAHalf() {
    int size = 120_000;
    boolean[] positive = new boolean[size];
    java.util.Arrays.fill(positive, 0, size / 2, true);
    assertEquals(0.5, Classification.auc(new double[size], positive));
  }

  @Test
  void aucNeedsBothLabels() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Classification.auc(new double[] {1, 2}, new boolean[] {true, true}));
    assertEquals("2 positives and 0 negatives; the AUC needs some of both", e.getMessage());
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Classification.auc(new double[] {1, Double.NaN}, new boolean[] {true, false}));
    assertEquals(
        "score 1 is NaN; a classifier must score every case with a number", e.getMessage());
  }

  @Test
  void accuracyCountsAgreementWithTheThreshold() {
    // At 0.7: predicted 1 1 1 0 0, actual 1 0 1 0 1: three agree.
    assertEquals(3.0 / 5, Classification.accuracy(SCORES, POSITIVE, 0.7), 1e-12);
  }

  @Test
  void f1BalancesPrecisionAndRecall() {
    // At 0.7: 2 true positives, 1 false positive, 1 false negative.
    assertEquals(4.0 / 6, Classification.f1(SCORES, POSITIVE, 0.7), 1e-12);
    assertEquals(0, Classification.f1(SCORES, POSITIVE, 1.5), 1e-12);
  }

  @Test
  void ratingErrorsAreRootMeanSquareAndMeanAbsolute() {
    double[] actual = {5, 3, 1};
    double[] predicted = {4, 3, 3};
    assertEquals(Math.sqrt(5.0 / 3), RatingError.rmse(actual, predicted), 1e-12);
    assertEquals(1, RatingError.mae(actual, predicted), 1e-12);
  }

  @Test
  void ratingsWithoutTheirPredictionsAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> RatingError.rmse(new double[2], new double[1]));
    assertEquals(
        "2 ratings and 1 predictions; give one prediction per rating and at least one",
        e.getMessage());
  }
}
