package dev.nightjar.pipelines.topk;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.udfs.vector.BlockProduct;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The items that lists are made of, in blocks from the longest vector to the shortest, equal ones
 * by the smaller item: once no item of a block's length can enter a user's list, none of the later
 * blocks can. Where they are pruned, a block holds items near one another instead, and a user's
 * list is made of the blocks alone whose means fit best. Nothing is copied: the vectors stay where
 * they are. Immutable, made to be broadcast.
 */
public final class ItemVectors implements Serializable {
  private static final long serialVersionUID = 2;

  /** Items a block. */
  static final int BLOCK = BlockProduct.VECTORS;

  /** Products of longer vectors could overflow. */
  private static final double LONGEST = 1e18;

  private final Vectors vectors;
  private final int[] order;
  private final float[] blockLengths;

  /** One a block, where the items are pruned. */
  private final Vectors means;

  private final double share;

  private ItemVectors(
      Vectors vectors, int[] order, float[] blockLengths, Vectors means, double share) {
    this.vectors = vectors;
    this.order = order;
    this.blockLengths = blockLengths;
    this.means = means;
    this.share = share;
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
    return new ItemVectors(vectors, order, blockLengths, Vectors.absent(0), 1);
  }

  /**
   * The same items, of which a user's list sees a part (an inverted file of cells of one size, as
   * in Jégou, Douze, Schmid 2011, without its codes): lists are no longer exact.
   *
   * @param part of the blocks, above 0 and below 1
   */
  public ItemVectors pruned(double part) {
    int[] near = NearOrder.of(vectors, order, BLOCK);
    float[] lengths = new float[blockLengths.length];
    Vectors centres = Vectors.zeros(lengths.length, vectors.dimension());
    for (int block = 0; block < lengths.length; block++) {
      double[] sums = new double[vectors.dimension()];
      int size = Math.min(BLOCK, near.length - block * BLOCK);
      for (int place = 0; place < size; place++) {
        int item = near[block * BLOCK + place];
        float length = (float) length(vectors.at(item), vectors.dimension(), "item " + item);
        lengths[block] = Math.max(lengths[block], length);
        for (int d = 0; d < sums.length; d++) {
          sums[d] += vectors.values()[item * sums.length + d];
        }
      }
      System.arraycopy(
          NearOrder.mean(sums, size), 0, centres.values(), block * sums.length, sums.length);
    }
    return new ItemVectors(vectors, near, lengths, centres, part);
  }

  /** Whether a user's list sees some of the blocks alone. */
  boolean isPruned() {
    return share < 1;
  }

  /** The share of the items that a user's list sees. */
  public double share() {
    return share;
  }

  /**
   * The blocks that a user's list sees, the same on every machine.
   *
   * @param least so many items, where there are as many
   */
  BitSet seen(float[] user, long least) {
    long needed = (least + BLOCK - 1) / BLOCK + 1; // the last block may be almost empty
    int count = (int) Math.min(blocks(), Math.max(needed, (long) Math.ceil(share * blocks())));
    TopItems best = TopItems.above(Float.NEGATIVE_INFINITY, count);
    for (int block = 0; block < blocks(); block++) {
      best.offer(block, means.dotProduct(user, block));
    }
    BitSet seen = new BitSet(blocks());
    for (int block : best.toList().items()) {
      seen.set(block);
    }
    return seen;
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

  /** The greatest length of all; 0 where there are no items. */
  float longest() {
    float longest = 0;
    for (float length : blockLengths) {
      longest = Math.max(longest, length);
    }
    return longest;
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
