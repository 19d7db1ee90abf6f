package dev.nightjar.pipelines.candidate.popular;

import dev.nightjar.pipelines.candidate.Because;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import java.util.Arrays;

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
  public void score(History user, float[] scores) {
    float[] affinity = affinity(user);
    for (int item = 0; item < scores.length; item++) {
      int c = category[item];
      scores[item] = c < 0 ? 0 : Math.max(0, shares[item]) * affinity[c];
    }
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
