package dev.nightjar.pipelines.array;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * One vector an item (or user), row by row in one array; an index without a vector has zeros.
 *
 * @param count number of vectors
 * @param dimension length of each, 0 when there are none at all
 * @param values {@code count * dimension} numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record Vectors(int count, int dimension, float[] values) implements Serializable {

  public Vectors {
    if ((long) count * dimension != values.length) {
      throw new IllegalArgumentException(
          "%d vectors of dimension %d need %d values but there are %d"
              .formatted(count, dimension, (long) count * dimension, values.length));
    }
  }

  /** No vector for anything. */
  public static Vectors absent(int count) {
    return new Vectors(count, 0, new float[0]);
  }

  public static Vectors zeros(int count, int dimension) {
    return new Vectors(count, dimension, new float[Math.multiplyExact(count, dimension)]);
  }

  public boolean isAbsent() {
    return dimension == 0;
  }

  /** Whether the vector at {@code index} has any value but zero. */
  public boolean has(int index) {
    int from = index * dimension;
    for (int d = 0; d < dimension; d++) {
      if (values[from + d] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Inner product of two of the vectors. */
  public float dotProduct(int a, int b) {
    float sum = 0;
    for (int d = 0, i = a * dimension, j = b * dimension; d < dimension; d++) {
      sum += values[i + d] * values[j + d];
    }
    return sum;
  }

  /** A copy whose vectors all have length 1; zeros stay. */
  public Vectors normalized() {
    float[] copy = values.clone();
    for (int index = 0; index < count; index++) {
      double norm = Math.sqrt(dotProduct(index, index));
      for (int d = 0, i = index * dimension; d < dimension && norm > 0; d++) {
        copy[i + d] = (float) (copy[i + d] / norm);
      }
    }
    return new Vectors(count, dimension, copy);
  }

  /** Columns {@code id INT, vector ARRAY<FLOAT>}, without the all-zero vectors. */
  public static StructType schema(String id, String vector) {
    return new StructType()
        .add(id, DataTypes.IntegerType, false)
        .add(vector, DataTypes.createArrayType(DataTypes.FloatType, false), false);
  }

  /**
   * Rows of {@link #schema}, in order of the index. They are made where they are used, one at a
   * time: a row boxes every number, all rows together take five times the memory of the vectors.
   */
  public Dataset<Row> toRows(SparkSession spark, String id, String vector) {
    Broadcast<Vectors> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(this);
    return spark.createDataFrame(
        spark.range(count).javaRDD().flatMap(index -> shared.value().row(index.intValue())),
        schema(id, vector));
  }

  /** The row of an index, or none where it has no vector. */
  private Iterator<Row> row(int index) {
    if (!has(index)) {
      return Collections.emptyIterator();
    }
    Float[] vector = new Float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = values[index * dimension + d];
    }
    return List.of(RowFactory.create(index, vector)).iterator();
  }

  /** Reads one vector column beside the column {@code item}; nulls stay zeros. */
  public static Vectors ofItems(Dataset<Row> profiles, String column, int count) {
    return fromRows(
        profiles.where(functions.col(column).isNotNull()).select("item", column), count);
  }

  /**
   * Reads rows whose first column is the index and whose second is the vector; {@code count} may be
   * larger than the number of rows.
   */
  public static Vectors fromRows(Dataset<Row> rows, int count) {
    // Without the boxes of rows, which would be five times as large.
    List<Tuple2<Integer, float[]>> collected =
        rows.toJavaRDD()
            .map(row -> new Tuple2<>(row.getInt(0), Numbers.floats(row.getList(1))))
            .collect();
    if (collected.isEmpty()) {
      return absent(count);
    }
    int dimension = collected.get(0)._2().length;
    Vectors vectors = zeros(count, dimension);
    for (Tuple2<Integer, float[]> entry : collected) {
      float[] vector = entry._2();
      if (vector.length != dimension) {
        throw new IllegalArgumentException(
            "vector of index %d has dimension %d but others have %d; keep one model per night"
                .formatted(entry._1(), vector.length, dimension));
      }
      System.arraycopy(vector, 0, vectors.values, entry._1() * dimension, dimension);
    }
    return vectors;
  }
}
