package dev.nightjar.pipelines.candidate.content;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Because;
import dev.nightjar.pipelines.candidate.CandidateIndex;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.VectorIndex;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.topk.ItemVectors;
import java.util.Arrays;
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

  private TextSource(Vectors text, int[] disliked, Decay decay) {
    this.text = text;
    this.disliked = disliked;
    this.decay = decay;
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
  public CandidateIndex among(int[] items) {
    int[] told = Arrays.stream(items).filter(i -> text.has(i) && !isDisliked(i)).toArray();
    return new VectorIndex(this::profile, ItemVectors.of(text, told), disliked);
  }

  private boolean isDisliked(int item) {
    return Arrays.binarySearch(disliked, item) >= 0;
  }

  @Override
  public int because(History user, int item) {
    return Because.strongest(
        user, decay, touched -> touched == item ? 0 : text.dotProduct(touched, item));
  }
}
