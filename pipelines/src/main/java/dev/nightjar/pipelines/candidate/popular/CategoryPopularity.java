package dev.nightjar.pipelines.candidate.popular;

import dev.nightjar.pipelines.candidate.Because;
import dev.nightjar.pipelines.candidate.CandidateIndex;
import dev.nightjar.pipelines.candidate.CandidateSearch;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Candidates;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.topk.TopItems;
import dev.nightjar.pipelines.topk.TopList;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is popular in the categories that a user likes: the popularity of an item times the share of
 * its category in the user's decayed history, dislikes taken off.
 *
 * @param shares popularity of each item
 * @param category category of each item, -1 where unknown
 * @param categories number of categories
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record CategoryPopularity(float[] shares, int[] category, int categories, Decay decay)
    implements CandidateSource {

  /** Needs a catalog with categories. */
  public static CategoryPopularity of(Popularity popularity, Catalog catalog, Decay decay) {
    return new CategoryPopularity(
        popularity.shares(), catalog.category(), catalog.categories(), decay);
  }

  @Override
  public String name() {
    return SourceKind.CATEGORY.word();
  }

  @Override
  public CandidateIndex among(int[] items) {
    int[] popular = new Popularity(shares).order(items);
    int[][] byCategory = new int[categories][];
    for (int c = 0; c < categories; c++) {
      int own = c;
      byCategory[c] = IntStream.of(popular).filter(item -> category[item] == own).toArray();
    }
    return most ->
        CandidateSearch.oneByOne(
            (user, leftOut) -> {
              float[] affinity = affinity(user);
              return new Candidates(
                  best(byCategory, affinity, leftOut, most),
                  (asked, scores) -> {
                    for (int i = 0; i < asked.length; i++) {
                      scores[i] = score(asked[i], affinity);
                    }
                  });
            });
  }

  /** Goes down each category that the user likes until no score of it can enter. */
  private TopList best(int[][] byCategory, float[] affinity, int[] leftOut, int most) {
    TopItems best = TopItems.above(0f, most);
    for (int c = 0; c < categories; c++) {
      for (int item : byCategory[c]) {
        float score = score(item, affinity);
        if (score < best.threshold()) {
          break;
        }
        if (Arrays.binarySearch(leftOut, item) < 0) {
          best.offer(item, score);
        }
      }
    }
    return best.toList();
  }

  private float score(int item, float[] affinity) {
    int c = category[item];
    return c < 0 ? 0 : Math.max(0, shares[item]) * affinity[c];
  }

  /** Share of each category in the user's decayed history, below 0 where dislikes outweigh. */
  float[] affinity(History history) {
    History user = history.telling();
    float[] affinity = new float[categories];
    double total = 0;
    for (int position = 0; position < user.size(); position++) {
      int c = category[user.items()[position]];
      double weight = decay.weight(user, position);
      total += Math.abs(weight);
      if (c >= 0) {
        affinity[c] += (float) weight;
      }
    }
    if (total == 0) {
      Arrays.fill(affinity, 0);
      return affinity;
    }
    for (int c = 0; c < categories; c++) {
      affinity[c] /= (float) total;
    }
    return affinity;
  }

  @Override
  public int because(History user, int item) {
    return Because.strongest(
        user, decay, touched -> category[item] >= 0 && category[touched] == category[item] ? 1 : 0);
  }
}
