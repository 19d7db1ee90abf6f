package dev.nightjar.pipelines.candidate.popular;

import dev.nightjar.pipelines.candidate.CandidateIndex;
import dev.nightjar.pipelines.candidate.CandidateSearch;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Candidates;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemSums;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.topk.TopItems;
import dev.nightjar.pipelines.topk.TopList;
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
  public CandidateIndex among(int[] items) {
    int[] order = order(items);
    return most ->
        CandidateSearch.oneByOne(
            (user, leftOut) -> new Candidates(first(order, leftOut, most), this::fill));
  }

  /** Those of the items that are popular at all, the most popular first. */
  int[] order(int[] items) {
    TopItems popular = TopItems.above(0f, Math.max(1, items.length));
    for (int item : items) {
      popular.offer(item, shares[item]);
    }
    return popular.toList().items();
  }

  private TopList first(int[] order, int[] leftOut, int most) {
    TopItems first = TopItems.above(0f, most);
    int taken = 0;
    for (int place = 0; place < order.length && taken < most; place++) {
      if (Arrays.binarySearch(leftOut, order[place]) < 0) {
        first.offer(order[place], shares[order[place]]);
        taken++;
      }
    }
    return first.toList();
  }

  private void fill(int[] items, float[] scores) {
    for (int i = 0; i < items.length; i++) {
      scores[i] = shares[items[i]];
    }
  }

  @Override
  public int because(History user, int item) {
    return -1;
  }
}
