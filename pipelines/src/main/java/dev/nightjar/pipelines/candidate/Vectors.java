package dev.nightjar.pipelines.candidate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

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

  /** Inner product of the vector at {@code index} with {@code other}. */
  public float dotProduct(int index, float[] other) {
    float sum = 0;
    for (int d = 0, i = index * dimension; d < dimension; d++) {
      sum += values[i + d] * other[d];
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

  /** Rows of {@link #schema}, in order of the index. */
  public List<Row> toRows() {
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      if (has(index)) {
        Float[] vector = new Float[dimension];
        for (int d = 0; d < dimension; d++) {
          vector[d] = values[index * dimension + d];
        }
        rows.add(RowFactory.create(index, vector));
      }
    }
    return rows;
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
    List<Row> collected = rows.collectAsList();
    if (collected.isEmpty()) {
      return absent(count);
    }
    int dimension = collected.get(0).getList(1).size();
    Vectors vectors = zeros(count, dimension);
    for (Row row : collected) {
      List<Float> vector = row.getList(1);
      if (vector.size() != dimension) {
        throw new IllegalArgumentException(
            "vector of index %d has dimension %d but others have %d; keep one model per night"
                .formatted(row.getInt(0), vector.size(), dimension));
      }
      for (int d = 0; d < dimension; d++) {
        vectors.values[row.getInt(0) * dimension + d] = vector.get(d);
      }
    }
    return vectors;
  }
}
