package dev.nightjar.pipelines.benchmark.speed;

import java.io.Serializable;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Normally distributed factors that depend on the seed and the id alone, not on the partitions.
 *
 * @param rank values a vector
 */
record RandomFactors(int rank, long seed) implements Serializable {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType, false)
          .add("features", DataTypes.createArrayType(DataTypes.FloatType, false), false);

  /** The vector of one id. */
  float[] of(long id) {
    Random random = new Random(seed * 1_000_003 + id);
    float[] vector = new float[rank];
    for (int f = 0; f < rank; f++) {
      vector[f] = (float) random.nextGaussian();
    }
    return vector;
  }

  /** Rows {@code id int, features array<float>} for the ids below {@code count}. */
  Dataset<Row> dataset(SparkSession spark, long count) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int slices = Math.max(context.defaultParallelism() * 4, 1);
    return spark.createDataFrame(
        spark
            .range(0, count, 1, slices)
            .javaRDD()
            .map(id -> RowFactory.create(id.intValue(), of(id))),
        SCHEMA);
  }
}
