package dev.nightjar.pipelines.candidate.content;

import dev.nightjar.pipelines.array.DotProducts;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Because;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import java.util.stream.IntStream;

/**
 * Items whose vector is close to what the user touched: the cosine of the item's vector with the
 * decayed sum of the history's vectors, dislikes taken off. An item that people dislike beyond
 * doubt is not proposed for its looks.
 */
public final class TextSource implements CandidateSource {
  private final Vectors text;
  private final int[] disliked;
  private final Decay decay;
  private final DotProducts products;

  private TextSource(Vectors text, int[] disliked, Decay decay) {
    this.text = text;
    this.disliked = disliked;
    this.decay = decay;
    this.products = new DotProducts(text);
  }

  /** Needs a catalog with text vectors. */
  public static TextSource of(Catalog catalog, Decay decay) {
    int[] disliked = IntStream.range(0, catalog.items()).filter(catalog::isDisliked).toArray();
    return new TextSource(catalog.text().normalized(), disliked, decay);
  }

  @Override
  public String name() {
    return SourceKind.TEXT.word();
  }

  /**
   * The user's profile of length 1, away from what was disliked; zeros when no touched item has a
   * vector.
   */
  public float[] profile(History history) {
    History user = history.telling();
    int dimension = text.dimension();
    double[] sum = new double[dimension];
    for (int position = 0; position < user.size(); position++) {
      double weight = decay.weight(user, position);
      int row = user.items()[position] * dimension;
      for (int d = 0; d < dimension; d++) {
        sum[d] += weight * text.values()[row + d];
      }
    }
    double square = 0;
    for (double value : sum) {
      square += value * value;
    }
    float[] profile = new float[dimension];
    for (int d = 0; d < dimension && square > 0; d++) {
      profile[d] = (float) (sum[d] / Math.sqrt(square));
    }
    return profile;
  }

  @Override
  public void score(History user, float[] scores) {
    products.with(profile(user), scores);
    leaveOutDisliked(scores);
  }

  @Override
  public void scoreAll(History[] users, float[][] scores, int size) {
    float[][] queries = new float[size][];
    for (int u = 0; u < size; u++) {
      queries[u] = profile(users[u]);
    }
    products.with(queries, scores, size);
    for (int u = 0; u < size; u++) {
      leaveOutDisliked(scores[u]);
    }
  }

  private void leaveOutDisliked(float... scores) {
    for (int item : disliked) {
      scores[item] = Math.min(0, scores[item]);
    }
  }

  @Override
  public int because(History user, int item) {
    return Because.strongest(
        user, decay, touched -> touched == item ? 0 : text.dotProduct(touched, item));
  }
}
