package dev.nightjar.pipelines.candidate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One step of training on a batch of users. Every sum has one order, whatever the threads.
 *
 * <p>The loss is the negative log-likelihood of the users' items under a softmax over the compared
 * items. Items that were drawn at random stand for all that were not, so their logits are raised by
 * the logarithm of how many each stands for.
 */
final class AutoencoderStep {
  /** Items whose logits are computed together. */
  private static final int TILE = 256;

  private final Layers layers;
  private final List<Taste> batch;
  private final int[] compared;
  private final float[] raised;
  private final int[] all;

  /** The layers as they learn. */
  record Layers(Adam input, Adam hidden, Adam output) {
    Autoencoder model() {
      return new Autoencoder(input.weights(), hidden.weights(), output.weights());
    }
  }

  /**
   * A user as training sees them.
   *
   * @param items distinct, ascending
   * @param weights one an item, their squares adding up to 1
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  record Taste(int user, int[] items, float[] weights) implements java.io.Serializable {

    /** What is left when each item is hidden with that chance, the rest weighing more for it. */
    Taste dropped(double chance, SplittableRandom random) {
      int[] kept =
          IntStream.range(0, items.length).filter(i -> random.nextDouble() >= chance).toArray();
      int[] keptItems = new int[kept.length];
      float[] keptWeights = new float[kept.length];
      for (int k = 0; k < kept.length; k++) {
        keptItems[k] = items[kept[k]];
        keptWeights[k] = (float) (weights[kept[k]] / (1 - chance));
      }
      return new Taste(user, keptItems, keptWeights);
    }
  }

  /**
   * Prepares a step.
   *
   * @param compared items of the softmax, ascending, with all items of the batch
   * @param raised what is added to the logit of each
   */
  AutoencoderStep(Layers layers, List<Taste> batch, int[] compared, float[] raised) {
    this.layers = layers;
    this.batch = batch;
    this.compared = compared;
    this.raised = raised;
    int longest =
        Math.max(
            batch.size(),
            layers.hidden().weights().count() + layers.output().weights().dimension());
    this.all = IntStream.range(0, longest).toArray();
  }

  /**
   * Moves the layers.
   *
   * @param read the batch as the reading layer sees it
   * @param number of the step, from 1
   */
  void run(List<Taste> read, int number) {
    Autoencoder model = layers.model();
    int users = batch.size();
    Autoencoder.State[] states =
        IntStream.range(0, users)
            .parallel()
            .mapToObj(u -> model.read(read.get(u).items(), read.get(u).weights()))
            .toArray(Autoencoder.State[]::new);
    float[][] errors = logits(states, model.output());
    IntStream.range(0, users).parallel().forEach(u -> toErrors(errors[u], batch.get(u)));
    int code = model.hidden().dimension();
    int units = model.input().dimension();
    float[] transposed = transposed(model.hidden(), units);
    float[] codeErrors = new float[users * code];
    float[] hiddenErrors = new float[users * units];
    IntStream.range(0, users)
        .parallel()
        .forEach(
            u -> {
              float[] outer = new float[code + 1];
              Axpy.rows(errors[u], compared, compared.length, model.output().values(), outer);
              float[] inner = sloped(outer, states[u].code(), code);
              float[] first = new float[units];
              Axpy.rows(inner, all, code, transposed, first);
              System.arraycopy(inner, 0, codeErrors, u * code, code);
              System.arraycopy(
                  sloped(first, states[u].hidden(), units), 0, hiddenErrors, u * units, units);
            });
    moveOutput(states, errors, number);
    moveHidden(states, codeErrors, number);
    moveInput(read, hiddenErrors, number);
  }

  /** One row a user, one logit a compared item. */
  private float[][] logits(Autoencoder.State[] states, Vectors output) {
    float[][] logits = new float[states.length][compared.length];
    int dimension = output.dimension();
    int tiles = (compared.length + TILE - 1) / TILE;
    IntStream.range(0, tiles)
        .parallel()
        .forEach(
            tile -> {
              int from = tile * TILE;
              int width = Math.min(TILE, compared.length - from);
              float[] columns = new float[dimension * width];
              for (int i = 0; i < width; i++) {
                int row = compared[from + i] * dimension;
                for (int d = 0; d < dimension; d++) {
                  columns[d * width + i] = output.values()[row + d];
                }
              }
              for (int u = 0; u < states.length; u++) {
                float[] sums = Arrays.copyOfRange(raised, from, from + width);
                Axpy.rows(states[u].code(), all, dimension, columns, sums);
                System.arraycopy(sums, 0, logits[u], from, width);
              }
            });
    return logits;
  }

  /** From logits to the loss's derivative by them. */
  private void toErrors(float[] logits, Taste taste) {
    float best = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      best = Math.max(best, logit);
    }
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.exp(logits[i] - best);
      sum += logits[i];
    }
    float scale = (float) (taste.items().length / sum / batch.size());
    for (int i = 0; i < logits.length; i++) {
      logits[i] *= scale;
    }
    for (int item : taste.items()) {
      logits[Arrays.binarySearch(compared, item)] -= 1f / batch.size();
    }
  }

  /** Through tanh: the first {@code size} numbers times the slope where it has those values. */
  private static float[] sloped(float[] errors, float[] values, int size) {
    float[] inner = new float[size];
    for (int i = 0; i < size; i++) {
      inner[i] = errors[i] * Autoencoder.slope(values[i]);
    }
    return inner;
  }

  /** The first rows as columns. */
  private static float[] transposed(Vectors vectors, int rows) {
    int width = vectors.dimension();
    float[] columns = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      for (int d = 0; d < width; d++) {
        columns[d * rows + row] = vectors.values()[row * width + d];
      }
    }
    return columns;
  }

  private void moveOutput(Autoencoder.State[] states, float[][] errors, int number) {
    int width = layers.output().weights().dimension();
    float[] codes = new float[states.length * width];
    for (int u = 0; u < states.length; u++) {
      System.arraycopy(states[u].code(), 0, codes, u * width, width);
    }
    IntStream.range(0, compared.length)
        .parallel()
        .forEach(
            i -> {
              float[] own = new float[states.length];
              for (int u = 0; u < own.length; u++) {
                own[u] = errors[u][i];
              }
              move(layers.output(), compared[i], own, all, codes, number);
            });
  }

  private void moveHidden(Autoencoder.State[] states, float[] codeErrors, int number) {
    IntStream.range(0, layers.hidden().weights().count())
        .parallel()
        .forEach(
            unit -> {
              float[] own = new float[states.length];
              for (int u = 0; u < own.length; u++) {
                own[u] = states[u].hidden()[unit];
              }
              move(layers.hidden(), unit, own, all, codeErrors, number);
            });
  }

  private void moveInput(List<Taste> read, float[] hiddenErrors, int number) {
    int items = layers.input().weights().count() - 1;
    int[] counts = new int[items];
    for (Taste taste : read) {
      for (int item : taste.items()) {
        counts[item]++;
      }
    }
    int[] touched = IntStream.range(0, items).filter(item -> counts[item] > 0).toArray();
    int[][] readers = new int[items][];
    float[][] weights = new float[items][];
    for (int item : touched) {
      readers[item] = new int[counts[item]];
      weights[item] = new float[counts[item]];
    }
    for (int u = 0; u < read.size(); u++) {
      Taste taste = read.get(u);
      for (int i = 0; i < taste.items().length; i++) {
        int item = taste.items()[i];
        int at = --counts[item];
        readers[item][at] = u;
        weights[item][at] = taste.weights()[i];
      }
    }
    Arrays.stream(touched)
        .parallel()
        .forEach(
            item -> move(layers.input(), item, weights[item], readers[item], hiddenErrors, number));
    float[] ones = new float[read.size()];
    Arrays.fill(ones, 1);
    move(layers.input(), items, ones, all, hiddenErrors, number);
  }

  /** By the weighted sum of rows of a matrix. */
  private static void move(
      Adam layer, int row, float[] weights, int[] rows, float[] matrix, int number) {
    float[] gradient = new float[layer.weights().dimension()];
    Axpy.rows(weights, rows, weights.length, matrix, gradient);
    layer.move(row, gradient, number);
  }
}
