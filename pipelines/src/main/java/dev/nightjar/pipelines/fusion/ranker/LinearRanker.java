package dev.nightjar.pipelines.fusion.ranker;

import dev.nightjar.pipelines.settings.choice.RankerKind;
import java.util.List;

/**
 * A weighted sum of features.
 *
 * @param means the value of each feature that contributions are measured from
 * @param weights one a feature
 * @param base score of a candidate whose features are all at their means
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record LinearRanker(
    RankerKind kind, List<String> features, double[] means, double[] weights, double base)
    implements Ranker {

  public LinearRanker {
    features = List.copyOf(features);
    if (features.size() != weights.length || features.size() != means.length) {
      throw new IllegalArgumentException(
          "linear ranker has %d features, %d means and %d weights; give one of each a feature"
              .formatted(features.size(), means.length, weights.length));
    }
  }

  @Override
  public double score(float[] values, int from) {
    double score = base;
    for (int f = 0; f < weights.length; f++) {
      score += weights[f] * (values[from + f] - means[f]);
    }
    return score;
  }

  @Override
  public double[] contributions(float[] values, int from) {
    double[] parts = new double[weights.length];
    for (int f = 0; f < parts.length; f++) {
      parts[f] = weights[f] * (values[from + f] - means[f]);
    }
    return parts;
  }
}
