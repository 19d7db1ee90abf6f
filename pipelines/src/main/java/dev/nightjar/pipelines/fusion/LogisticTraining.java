package dev.nightjar.pipelines.fusion;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Trains a linear ranker with MLlib's logistic regression. */
final class LogisticTraining {
  private static final StructType SCHEMA =
      new StructType()
          .add("label", DataTypes.DoubleType, false)
          .add("features", SQLDataTypes.VectorType(), false);

  private LogisticTraining() {}

  /**
   * Partitions of the rows: the sum of two numbers does not depend on which comes first, of three
   * it does.
   */
  private static final int PARTS = 2;

  static LinearRanker fit(
      SparkSession spark, List<ExampleGroup> groups, List<String> features, double ridge) {
    Broadcast<List<ExampleGroup>> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(groups);
    Dataset<Row> rows = rows(spark, shared).cache();
    try {
      LogisticRegressionModel model =
          new LogisticRegression().setRegParam(ridge).setMaxIter(60).setTol(1e-7).fit(rows);
      double[] means = Standard.means(groups, features.size());
      double[] weights = model.coefficients().toArray();
      double base = model.intercept();
      for (int f = 0; f < weights.length; f++) {
        base += weights[f] * means[f];
      }
      return new LinearRanker(RankerKind.LOGISTIC, features, means, weights, base);
    } finally {
      rows.unpersist();
      shared.destroy();
    }
  }

  /** One row a candidate; the groups reach the tasks once, not with every pass. */
  private static Dataset<Row> rows(SparkSession spark, Broadcast<List<ExampleGroup>> groups) {
    List<Integer> parts = IntStream.range(0, PARTS).boxed().toList();
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(parts, PARTS)
            .flatMap(
                part ->
                    part(groups.value(), part).stream().flatMap(LogisticTraining::rows).iterator()),
        SCHEMA);
  }

  private static List<ExampleGroup> part(List<ExampleGroup> groups, int part) {
    return groups.subList(groups.size() * part / PARTS, groups.size() * (part + 1) / PARTS);
  }

  private static Stream<Row> rows(ExampleGroup group) {
    int width = group.width();
    return IntStream.range(0, group.items().length)
        .mapToObj(
            i -> {
              double[] values = new double[width];
              for (int f = 0; f < width; f++) {
                values[f] = group.features()[i * width + f];
              }
              return RowFactory.create((double) group.labels()[i], Vectors.dense(values));
            });
  }
}
