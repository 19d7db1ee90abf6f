package dev.nightjar.pipelines.candidate;

import java.util.Arrays;

/** Scores items by the odds that the autoencoder gives them; the most likely item has 1. */
final class AutoencoderSource implements CandidateSource {
  private final Autoencoder model;
  private final Decay decay;
  private final DotProducts outputs;
  private final boolean[] known;

  AutoencoderSource(Autoencoder model, Decay decay) {
    this.model = model;
    this.decay = decay;
    this.outputs = new DotProducts(model.output());
    this.known = new boolean[model.output().count()];
    for (int item = 0; item < known.length; item++) {
      known[item] = model.output().has(item);
    }
  }

  @Override
  public String name() {
    return SourceKind.AUTOENCODER.word();
  }

  @Override
  public void score(History user, float[] scores) {
    scoreAll(new History[] {user}, new float[][] {scores}, 1);
  }

  @Override
  public void scoreAll(History[] users, float[][] scores, int size) {
    float[][] codes = new float[size][];
    for (int u = 0; u < size; u++) {
      Ratings ratings = Ratings.of(users[u], decay);
      codes[u] = model.read(ratings.items(), Autoencoder.weights(ratings)).code();
    }
    outputs.with(codes, scores, size);
    for (int u = 0; u < size; u++) {
      if (users[u].size() == 0) {
        Arrays.fill(scores[u], 0f);
      } else {
        odds(scores[u]);
      }
    }
  }

  private void odds(float[] logits) {
    float best = Float.NEGATIVE_INFINITY;
    for (int item = 0; item < logits.length; item++) {
      best = known[item] ? Math.max(best, logits[item]) : best;
    }
    for (int item = 0; item < logits.length; item++) {
      logits[item] = known[item] ? (float) Math.exp(logits[item] - best) : 0;
    }
  }

  @Override
  public int because(History user, int item) {
    return because(user, new int[] {item})[0];
  }

  /** By the part of each touched item in the logit, to first order: its weight times gradient. */
  @Override
  public int[] because(History user, int[] items) {
    Ratings ratings = Ratings.of(user, decay);
    float[] weights = Autoencoder.weights(ratings);
    Autoencoder.State state = model.read(ratings.items(), weights);
    return Arrays.stream(items)
        .map(item -> strongest(ratings.items(), weights, model.gradient(state, item), item))
        .toArray();
  }

  private int strongest(int[] touched, float[] weights, float[] gradient, int item) {
    int best = -1;
    float most = 0;
    for (int t = 0; t < touched.length; t++) {
      float part = 0;
      for (int h = 0, row = touched[t] * gradient.length; h < gradient.length; h++) {
        part += model.input().values()[row + h] * gradient[h];
      }
      part *= weights[t];
      if (part > most && touched[t] != item) {
        best = touched[t];
        most = part;
      }
    }
    return best;
  }
}
