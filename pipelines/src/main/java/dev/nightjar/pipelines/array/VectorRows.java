package dev.nightjar.pipelines.array;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
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

/** Vectors as rows of a dataset, in and out. */
public final class VectorRows {
  private VectorRows() {}

  /** Columns {@code id INT, vector ARRAY<FLOAT>}. */
  public static StructType schema(String id, String vector) {
    return new StructType()
        .add(id, DataTypes.IntegerType, false)
        .add(vector, DataTypes.createArrayType(DataTypes.FloatType, false), false);
  }

  /**
   * Rows of {@link #schema}, in order of the index, without the all-zero vectors. They are made
   * where they are used, one at a time: a row boxes every number, all rows together take five times
   * the memory of the vectors. What was broadcast for them is let go with the dataset.
   */
  public static Dataset<Row> of(SparkSession spark, Vectors vectors, String id, String vector) {
    Broadcast<Vectors> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(vectors);
    return spark.createDataFrame(
        spark
            .range(vectors.count())
            .javaRDD()
            .flatMap(index -> row(shared.value(), index.intValue())),
        schema(id, vector));
  }

  /** The row of an index, or none where it has no vector. */
  private static Iterator<Row> row(Vectors vectors, int index) {
    return Stream.of(index)
        .filter(vectors::has)
        .map(i -> RowFactory.create(i, vectors.at(i)))
        .iterator();
  }

  /** Reads one vector column beside the column {@code item}; nulls stay zeros. */
  public static Vectors ofItems(Dataset<Row> profiles, String column, int count) {
    return read(profiles.where(functions.col(column).isNotNull()).select("item", column), count);
  }

  /**
   * Reads rows whose first column is the index and whose second is the vector; {@code count} may be
   * larger than the number of rows.
   */
  public static Vectors read(Dataset<Row> rows, int count) {
    // Without the boxes of rows, which would be five times as large.
    List<Tuple2<Integer, float[]>> collected =
        rows.toJavaRDD()
            .map(row -> new Tuple2<>(row.getInt(0), Numbers.floats(row.getList(1))))
            .collect();
    if (collected.isEmpty()) {
      return Vectors.absent(count);
    }
    int dimension = collected.get(0)._2().length;
    Vectors vectors = Vectors.zeros(count, dimension);
    for (Tuple2<Integer, float[]> entry : collected) {
      float[] vector = entry._2();
      if (vector.length != dimension) {
        throw new IllegalArgumentException(
            "vector of index %d has dimension %d but others have %d; keep one model per night"
                .formatted(entry._1(), vector.length, dimension));
      }
      System.arraycopy(vector, 0, vectors.values(), entry._1() * dimension, dimension);
    }
    return vectors;
  }
}
