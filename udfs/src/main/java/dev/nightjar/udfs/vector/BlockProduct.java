package dev.nightjar.udfs.vector;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * All inner products of some queries with a block of {@link #VECTORS} vectors, on one core, by ONNX
 * Runtime's matrix product: the fastest that a JVM has at hand. The largest products of a query are
 * found on the way: the block is seen as {@link #GROUPS} groups, and each tells its maximum. Room
 * of one thread.
 *
 * <p>Sums are taken in the order that suits the processor, so that their last bits differ from one
 * machine to another: {@link #error} bounds by how much.
 */
public final class BlockProduct {

  /** Vectors a block. */
  public static final int VECTORS = 512;

  /** Groups a block: the vectors of a group lie so many places apart. */
  public static final int GROUPS = 64;

  private final int dimension;
  private final FloatBuffer queries;
  private final FloatBuffer vectors;
  private final FloatBuffer products;
  private final FloatBuffer maxima;

  /**
   * Room for products.
   *
   * @param most queries at a time
   */
  public BlockProduct(int most, int dimension) {
    this.dimension = dimension;
    this.queries = direct(most, dimension);
    this.vectors = direct(VECTORS, dimension);
    this.products = direct(most, VECTORS);
    this.maxima = direct(most, GROUPS);
  }

  private static FloatBuffer direct(int rows, int columns) {
    int bytes = Math.multiplyExact(Math.multiplyExact(rows, columns), Float.BYTES);
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /**
   * The most by which a product can stray from a sum of the same float products in any other order,
   * rounded or fused (Higham 2002, section 3.1): twice the bound of each against the real number,
   * and room for products that vanish.
   *
   * @param lengths the Euclidean length of the query times that of the vector
   */
  public static double error(int dimension, double lengths) {
    return (dimension + 1) * (0x1.01p-23 * lengths + Float.MIN_NORMAL);
  }

  /** Puts a query at a place among the others. */
  public void query(int place, float[] query) {
    queries.put(place * dimension, query, 0, dimension);
  }

  /** Puts the vector that begins at {@code from} at a place of the block. */
  public void vector(int place, float[] values, int from) {
    vectors.put(place * dimension, values, from, dimension);
  }

  /** Multiplies the first so many queries with all vectors of the block. */
  public void multiply(int count) {
    try (OnnxTensor left = tensor(queries, count, dimension);
        OnnxTensor right = tensor(vectors, VECTORS, dimension);
        OnnxTensor all = tensor(products, count, VECTORS);
        OnnxTensor largest = tensor(maxima, count, GROUPS)) {
      Engine.SESSION
          .run(
              Map.of("queries", left, "vectors", right), Map.of("products", all, "maxima", largest))
          .close();
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime cannot multiply %d queries with %d vectors of %d numbers: %s"
              .formatted(count, VECTORS, dimension, e.getMessage()),
          e);
    }
  }

  private static OnnxTensor tensor(FloatBuffer buffer, int rows, int columns) throws OrtException {
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(),
        buffer.slice(0, rows * columns),
        new long[] {rows, columns});
  }

  /** The product of a query with the vector at a place. */
  public float product(int query, int place) {
    return products.get(query * VECTORS + place);
  }

  /** Copies the largest product of each group. */
  public void maxima(int query, float[] to) {
    maxima.get(query * GROUPS, to, 0, GROUPS);
  }

  /** The session of this process, opened when something is first multiplied. */
  private static final class Engine {
    static final OrtSession SESSION = open();

    /**
     * A graph of three nodes: {@code Gemm} of the queries with the vectors, transposed, {@code
     * Reshape} of the products to 8 rows of {@link #GROUPS}, {@code ReduceMax} over the rows.
     */
    private static OrtSession open() {
      String graph = "inner-products.onnx";
      try (InputStream in = BlockProduct.class.getResourceAsStream(graph);
          OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return OrtEnvironment.getEnvironment().createSession(in.readAllBytes(), options);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + graph + " from the class path", e);
      } catch (OrtException e) {
        throw new IllegalStateException("ONNX Runtime cannot open " + graph, e);
      }
    }
  }
}
