package dev.nightjar.pipelines.fusion.ranker;

import dev.nightjar.pipelines.settings.choice.RankerKind;
import java.io.Serializable;
import java.util.List;

/** Orders the candidates of a user by their features and says which feature counted how much. */
public sealed interface Ranker extends Serializable permits LinearRanker, TreeRanker {

  /** How it was trained. */
  RankerKind kind();

  /** Names of the features in order. */
  List<String> features();

  /** The score of the candidate whose features begin at {@code from}; higher is better. */
  double score(float[] features, int from);

  /**
   * The score of each candidate.
   *
   * @param features of all candidates, row by row
   */
  default float[] scores(float[] features, int candidates) {
    int width = features().size();
    float[] scores = new float[candidates];
    for (int i = 0; i < candidates; i++) {
      scores[i] = (float) score(features, i * width);
    }
    return scores;
  }

  /** The score that all contributions start from. */
  double base();

  /**
   * The part of each feature in the score: {@code base()} and the parts add up to {@code score},
   * but for rounding.
   */
  double[] contributions(float[] features, int from);
}
