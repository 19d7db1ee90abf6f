package dev.nightjar.pipelines.topk;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.udfs.vector.BlockProduct;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The items that lists are made of, in blocks from the longest vector to the shortest, equal ones
 * by the smaller item: once no item of a block's length can enter a user's list, none of the later
 * blocks can. Nothing is copied: the vectors stay where they are. Immutable, made to be broadcast.
 */
public final class ItemVectors implements Serializable {
  private static final long serialVersionUID = 1;

  /** Items a block. */
  static final int BLOCK = BlockProduct.VECTORS;

  /** Products of longer vectors could overflow. */
  private static final double LONGEST = 1e18;

  private final Vectors vectors;
  private final int[] order;
  private final float[] blockLengths;

  private ItemVectors(Vectors vectors, int[] order, float[] blockLengths) {
    this.vectors = vectors;
    this.order = order;
    this.blockLengths = blockLengths;
  }

  /**
   * Some of the items that have vectors.
   *
   * @param items distinct, any number of them
   */
  public static ItemVectors of(Vectors vectors, int[] items) {
    long[] keys = new long[items.length];
    for (int i = 0; i < keys.length; i++) {
      float length = (float) length(vectors.at(items[i]), vectors.dimension(), "item " + items[i]);
      // Lengths are not below 0, so that their bits order as they do.
      keys[i] = (long) ~Float.floatToRawIntBits(length) << Integer.SIZE | items[i];
    }
    Arrays.sort(keys);
    int[] order = Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    float[] blockLengths = new float[(order.length + BLOCK - 1) / BLOCK];
    for (int block = 0; block < blockLengths.length; block++) {
      blockLengths[block] = Float.intBitsToFloat(~(int) (keys[block * BLOCK] >> Integer.SIZE));
    }
    return new ItemVectors(vectors, order, blockLengths);
  }

  /** Numbers in every item's vector, and so in the users'. */
  public int dimension() {
    return vectors.dimension();
  }

  /** How many items lists are made of. */
  public int size() {
    return order.length;
  }

  /**
   * The inner product of a user's vector with that of any item, the same bits on every machine:
   * what lists are ordered by.
   */
  public float score(float[] user, int item) {
    return vectors.dotProduct(user, item);
  }

  int blocks() {
    return blockLengths.length;
  }

  /** How many items there are in a block. */
  int size(int block) {
    return Math.min(BLOCK, order.length - block * BLOCK);
  }

  /** The item at a place of a block. */
  int item(int block, int place) {
    return order[block * BLOCK + place];
  }

  /** The greatest length of a vector in the block. */
  float length(int block) {
    return blockLengths[block];
  }

  /** All vectors row by row, by item. */
  float[] values() {
    return vectors.values();
  }

  /** The Euclidean length of a vector that must have so many finite values. */
  static double length(float[] vector, int dimension, String owner) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          "%s has %d factors and the items have %d; train users and items together"
              .formatted(owner, vector.length, dimension));
    }
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    double length = Math.sqrt(sum);
    if (!(length <= LONGEST)) {
      throw new IllegalArgumentException(
          "%s has a factor that is not finite or above %.0e; the model did not converge, train it again"
              .formatted(owner, LONGEST));
    }
    return length;
  }
}
