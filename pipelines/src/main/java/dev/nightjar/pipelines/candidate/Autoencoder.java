package dev.nightjar.pipelines.candidate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A denoising autoencoder of histories: two layers of tanh read a history into a code, and the code
 * gives each item a logit (Mult-DAE of Liang et al. 2018, "Variational autoencoders for
 * collaborative filtering", with one layer more).
 *
 * @param input a row an item, and a last row of biases, of one number a hidden unit
 * @param hidden a row a hidden unit, and a last row of biases, of one number a unit of the code
 * @param output a row an item, of one number a unit of the code and a bias; zeros for an item
 *     without events
 */
public record Autoencoder(Vectors input, Vectors hidden, Vectors output) implements Serializable {

  private enum Layer {
    INPUT,
    HIDDEN,
    OUTPUT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a history becomes, each layer with a last 1 that the biases belong to.
   *
   * @param hidden one number a hidden unit, and 1
   * @param code one number a unit of the code, and 1
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  record State(float[] hidden, float[] code) {}

  /** No model of anything. */
  public static Autoencoder absent(int items) {
    return new Autoencoder(Vectors.absent(items + 1), Vectors.absent(1), Vectors.absent(items));
  }

  public boolean isAbsent() {
    return output.isAbsent();
  }

  /**
   * Reads a history.
   *
   * @param items distinct
   * @param weights one an item
   */
  State read(int[] items, float[] weights) {
    float[] first = new float[input.dimension()];
    Axpy.rows(weights, items, items.length, input.values(), first);
    Axpy.rows(new float[] {1}, new int[] {input.count() - 1}, 1, input.values(), first);
    float[] units = squashed(first);
    float[] second = new float[hidden.dimension()];
    int[] all = IntStream.range(0, units.length).toArray();
    Axpy.rows(units, all, units.length, hidden.values(), second);
    return new State(units, squashed(second));
  }

  private static float[] squashed(float[] sums) {
    float[] units = new float[sums.length + 1];
    for (int i = 0; i < sums.length; i++) {
      units[i] = (float) Math.tanh(sums[i]);
    }
    units[sums.length] = 1;
    return units;
  }

  /** Each item's share of the history's weight, scaled to squares that add up to 1. */
  static float[] weights(Ratings ratings) {
    double squares = 0;
    for (double value : ratings.values()) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    float[] weights = new float[ratings.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = length > 0 ? (float) (ratings.values()[i] / length) : 0;
    }
    return weights;
  }

  /**
   * How the logit of an item moves with the weight of each item of the history: the gradient.
   *
   * @return one number a hidden unit, whose product with an input row is the item's gradient
   */
  float[] gradient(State state, int item) {
    float[] inner = new float[hidden.dimension()];
    int row = item * output.dimension();
    for (int c = 0; c < inner.length; c++) {
      inner[c] = output.values()[row + c] * slope(state.code()[c]);
    }
    float[] gradient = new float[input.dimension()];
    for (int h = 0; h < gradient.length; h++) {
      float sum = 0;
      for (int c = 0, at = h * inner.length; c < inner.length; c++) {
        sum += hidden.values()[at + c] * inner[c];
      }
      gradient[h] = sum * slope(state.hidden()[h]);
    }
    return gradient;
  }

  /** The derivative of tanh where it has that value. */
  static float slope(float tanh) {
    return 1 - tanh * tanh;
  }

  /** {@code layer STRING, row INT, weights ARRAY<FLOAT>}. */
  public Dataset<Row> toRows(SparkSession spark) {
    return rows(spark, Layer.INPUT, input)
        .union(rows(spark, Layer.HIDDEN, hidden))
        .union(rows(spark, Layer.OUTPUT, output));
  }

  private static Dataset<Row> rows(SparkSession spark, Layer layer, Vectors vectors) {
    return vectors.toRows(spark, "row", "weights").withColumn("layer", lit(layer.word()));
  }

  /** Reads what {@link #toRows} made; absent where there are no rows. */
  public static Autoencoder fromRows(Dataset<Row> rows, int items) {
    Vectors input = layer(rows, Layer.INPUT, items + 1);
    return input.isAbsent()
        ? absent(items)
        : new Autoencoder(
            input,
            layer(rows, Layer.HIDDEN, input.dimension() + 1),
            layer(rows, Layer.OUTPUT, items));
  }

  private static Vectors layer(Dataset<Row> rows, Layer layer, int count) {
    return Vectors.fromRows(
        rows.where(col("layer").equalTo(layer.word())).select("row", "weights"), count);
  }
}
