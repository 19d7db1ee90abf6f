package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Cholesky;
import dev.nightjar.pipelines.array.Ridge;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemWeights;
import dev.nightjar.pipelines.candidate.als.step.Objective;
import dev.nightjar.pipelines.settings.AlsSettings;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Solves the factor of any user from the item factors: the minimum of the objective that ALS
 * descends to, so a user who came after training costs no more than one who was there.
 */
public final class FoldIn implements Serializable {
  private final Vectors factors;
  private final Objective objective;
  private final int count;
  private final Decay decay;
  private final Ridge gram;

  public FoldIn(Vectors factors, AlsSettings settings) {
    this.factors = factors;
    this.objective = Objective.of(settings);
    this.count = (int) IntStream.range(0, factors.count()).filter(factors::has).count();
    this.decay = decay(settings);
    this.gram = new Ridge(factors.dimension());
    for (int item = 0; item < factors.count(); item++) {
      gram.add(objective.unobserved(), factors.values(), item * factors.dimension());
    }
  }

  /** How events lose weight before they are summed into ratings. */
  static Decay decay(AlsSettings settings) {
    return new Decay(settings.stepDecay(), settings.halfLifeDays());
  }

  /**
   * The user's factor; zeros for a user who likes nothing. A dislike is preference 0 with the
   * confidence of its strength, and the penalty counts likes.
   */
  public float[] factor(History user) {
    int rank = factors.dimension();
    ItemWeights ratings = ItemWeights.of(user, decay);
    float[] factor = new float[rank];
    if (ratings.likes() == 0) {
      return factor;
    }
    double[] right = new double[rank];
    for (int r = 0; r < ratings.size(); r++) {
      int row = ratings.items()[r] * rank;
      double weight = weight(ratings, r);
      for (int d = 0; d < rank && ratings.values()[r] > 0; d++) {
        right[d] += weight * factors.values()[row + d];
      }
    }
    decomposed(ratings).solve(right);
    for (int d = 0; d < rank; d++) {
      factor[d] = (float) right[d];
    }
    return factor;
  }

  /** What the objective says of a user with the own best factor. */
  double loss(History user) {
    ItemWeights ratings = ItemWeights.of(user, decay);
    float[] factor = factor(user);
    double[] exact = new double[factor.length];
    double squares = 0;
    for (int d = 0; d < factor.length; d++) {
      exact[d] = factor[d];
      squares += (double) factor[d] * factor[d];
    }
    double loss = gram.squared(exact) + objective.penalty(ratings.likes(), count) * squares;
    for (int r = 0; r < ratings.size() && ratings.likes() > 0; r++) {
      double score = 0;
      for (int d = 0; d < factor.length; d++) {
        score += (double) factor[d] * factors.values()[ratings.items()[r] * factor.length + d];
      }
      double missed = (ratings.values()[r] > 0 ? 1 : 0) - score;
      loss += weight(ratings, r) * missed * missed - objective.unobserved() * score * score;
    }
    return loss;
  }

  /** What a rated pair weighs. */
  private double weight(ItemWeights ratings, int r) {
    return objective.unobserved() + objective.confidence(ratings.values()[r]);
  }

  /**
   * For each item the one of the history with the largest part in its score (Hu, Koren, Volinsky
   * 2008, section 5), -1 when no part is above zero.
   */
  int[] because(History user, Vectors targets, int[] items) {
    ItemWeights ratings = ItemWeights.of(user, decay);
    if (ratings.likes() == 0 || items.length == 0) {
      return Arrays.stream(items).map(item -> -1).toArray();
    }
    Cholesky decomposed = decomposed(ratings);
    return Arrays.stream(items).map(item -> because(ratings, decomposed, targets, item)).toArray();
  }

  private int because(ItemWeights ratings, Cholesky decomposed, Vectors targets, int item) {
    int rank = factors.dimension();
    double[] target = new double[rank];
    for (int d = 0; d < rank; d++) {
      target[d] = targets.values()[item * rank + d];
    }
    decomposed.solve(target);
    int best = -1;
    double most = 0;
    for (int r = 0; r < ratings.size(); r++) {
      double part = 0;
      for (int d = 0; d < rank; d++) {
        part += target[d] * factors.values()[ratings.items()[r] * rank + d];
      }
      part *= weight(ratings, r);
      boolean liked = ratings.values()[r] > 0;
      if (liked && part > most && ratings.items()[r] != item) {
        best = ratings.items()[r];
        most = part;
      }
    }
    return best;
  }

  private Cholesky decomposed(ItemWeights ratings) {
    Ridge own = gram.copy();
    for (int r = 0; r < ratings.size(); r++) {
      own.add(
          objective.confidence(ratings.values()[r]),
          factors.values(),
          ratings.items()[r] * factors.dimension());
    }
    own.penalise(objective.penalty(ratings.likes(), count));
    return own.decomposed();
  }
}
