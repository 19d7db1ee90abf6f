package dev.nightjar.pipelines.candidate;

import java.io.Serializable;

/**
 * Settings of the denoising autoencoder.
 *
 * @param hidden units of the layer that reads the history
 * @param code units of the layer that the items are scored from
 * @param dropout share of a history that a training step hides from the reading layer
 * @param epochs how often training sees each user
 * @param mostSteps training ends after so many steps, whatever the epochs
 * @param batch users of a step
 * @param learningRate of Adam
 * @param sampledItems a step compares the items of its users with so many others, drawn at random
 *     where there are more
 * @param seed of the start, of the order of users, and of what is hidden
 * @param decay how the events of a history lose weight
 */
public record AutoencoderOptions(
    int hidden,
    int code,
    double dropout,
    int epochs,
    int mostSteps,
    int batch,
    double learningRate,
    int sampledItems,
    long seed,
    Decay decay)
    implements Serializable {

  public static final AutoencoderOptions DEFAULT =
      new AutoencoderOptions(600, 200, 0.5, 30, 2000, 128, 1e-3, 5000, 42, Decay.NONE);

  public AutoencoderOptions {
    Checks.within("autoencoder.hidden", hidden, 1, 4096);
    Checks.within("autoencoder.code", code, 1, 1024);
    Checks.within("autoencoder.dropout", dropout, 0, 0.95);
    Checks.within("autoencoder.epochs", epochs, 1, 10_000);
    Checks.within("autoencoder.most-steps", mostSteps, 1, 1_000_000);
    Checks.within("autoencoder.batch", batch, 1, 10_000);
    Checks.within("autoencoder.learning-rate", learningRate, 1e-9, 1);
    Checks.within("autoencoder.sampled-items", sampledItems, 1, 1_000_000);
  }

  /** Training steps for that many users. */
  int steps(int users) {
    return (int) Math.min(mostSteps, Math.ceil((double) epochs * users / Math.min(batch, users)));
  }
}
