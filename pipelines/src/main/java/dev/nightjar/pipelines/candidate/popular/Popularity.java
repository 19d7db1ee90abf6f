package dev.nightjar.pipelines.candidate.popular;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemSums;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The same list for everybody: items by their decayed sum of weights, dislikes taken off, largest
 * 1.
 *
 * @param shares one number an item, -1 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record Popularity(float[] shares) implements CandidateSource {

  /**
   * Sums weights that halve with age.
   *
   * @param halfLifeDays 0 counts all events alike
   */
  public static Popularity fit(Dataset<Row> histories, Catalog catalog, double halfLifeDays) {
    double[] sums =
        ItemSums.of(
            Histories.rdd(histories, catalog.items()), catalog.items(), new Decay(1, halfLifeDays));
    double largest = Math.max(Arrays.stream(sums).max().orElse(0), Double.MIN_NORMAL);
    float[] shares = new float[sums.length];
    for (int item = 0; item < sums.length; item++) {
      shares[item] = (float) Math.max(-1, sums[item] / largest);
    }
    return new Popularity(shares);
  }

  @Override
  public String name() {
    return SourceKind.POPULARITY.word();
  }

  @Override
  public void score(History user, float[] scores) {
    System.arraycopy(shares, 0, scores, 0, scores.length);
  }

  @Override
  public int because(History user, int item) {
    return -1;
  }
}
