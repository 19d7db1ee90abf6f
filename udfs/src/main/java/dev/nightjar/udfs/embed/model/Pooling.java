package dev.nightjar.udfs.embed.model;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** How one vector is made of the vectors of a text's tokens. */
public enum Pooling {
  /** The mean over the text's own tokens. */
  MEAN {
    @Override
    public void pool(FloatBuffer states, int start, int tokens, float[] into) {
      double[] sum = new double[into.length];
      float[] state = new float[into.length];
      for (int token = 0; token < tokens; token++) {
        states.get(start + token * into.length, state);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += state[i];
        }
      }
      for (int i = 0; i < sum.length; i++) {
        into[i] = (float) (sum[i] / tokens);
      }
    }
  },
  /** The first token's vector. */
  CLS {
    @Override
    public void pool(FloatBuffer states, int start, int tokens, float[] into) {
      states.get(start, into);
    }
  },
  /** The vector of the text's last token. */
  LAST_TOKEN {
    @Override
    public void pool(FloatBuffer states, int start, int tokens, float[] into) {
      states.get(start + (tokens - 1) * into.length, into);
    }
  };

  /** Reads a model's setting, in whatever case. */
  static Pooling parse(String value) {
    return Arrays.stream(values())
        .filter(pooling -> pooling.name().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "pooling is " + value + "; set MEAN, CLS or LAST_TOKEN"));
  }

  /**
   * Pools the vectors of one text.
   *
   * @param states token vectors one after another, each as long as {@code into}
   * @param start where the text's first token vector begins
   * @param tokens the text's own tokens, padding left out
   */
  public abstract void pool(FloatBuffer states, int start, int tokens, float[] into);
}
