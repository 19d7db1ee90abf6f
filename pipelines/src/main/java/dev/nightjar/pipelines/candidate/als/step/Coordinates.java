package dev.nightjar.pipelines.candidate.als.step;

import dev.nightjar.pipelines.array.DotProduct;
import dev.nightjar.pipelines.array.SymmetricEigen;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Coordinates in which the factors of one side have a Gram matrix that is diagonal. Inner products
 * of users and items stay what they are as long as both are turned.
 *
 * @param turn a matrix by rows; factors are multiplied with it from the right
 * @param squares the diagonal: sums of the squares of each coordinate over all factors
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record Coordinates(float[][] turn, float[] squares) implements Serializable {

  /**
   * Finds them.
   *
   * @param gram the matrix as it is now, {@code rank * rank} numbers
   */
  public static Coordinates of(double[] gram, int rank) {
    SymmetricEigen eigen = SymmetricEigen.of(gram, rank);
    float[][] turn = new float[rank][rank];
    float[] squares = new float[rank];
    for (int i = 0; i < rank; i++) {
      squares[i] = (float) Math.max(0, eigen.values()[i]);
      for (int j = 0; j < rank; j++) {
        turn[i][j] = (float) eigen.vectors()[i * rank + j];
      }
    }
    return new Coordinates(turn, squares);
  }

  public int rank() {
    return squares.length;
  }

  /** A factor in these coordinates. */
  public float[] turned(float[] factor) {
    float[] turned = new float[factor.length];
    DotProduct.addProduct(turned, factor, turn);
    return turned;
  }

  /** Factors in these coordinates. */
  public float[][] turned(float[][] factors) {
    return Arrays.stream(factors).map(this::turned).toArray(float[][]::new);
  }
}
