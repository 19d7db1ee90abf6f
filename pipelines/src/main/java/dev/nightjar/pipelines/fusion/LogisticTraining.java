package dev.nightjar.pipelines.fusion;

import java.util.ArrayList;
import java.util.List;
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

  static LinearRanker fit(
      SparkSession spark, List<ExampleGroup> groups, List<String> features, double ridge) {
    Dataset<Row> rows = dataset(spark, groups);
    LogisticRegressionModel model =
        new LogisticRegression().setRegParam(ridge).setMaxIter(60).setTol(1e-7).fit(rows);
    rows.unpersist();
    double[] means = Standard.means(groups, features.size());
    double[] weights = model.coefficients().toArray();
    double base = model.intercept();
    for (int f = 0; f < weights.length; f++) {
      base += weights[f] * means[f];
    }
    return new LinearRanker(RankerKind.LOGISTIC, features, means, weights, base);
  }

  /** One row a candidate, in one partition so that sums keep their order. */
  static Dataset<Row> dataset(SparkSession spark, List<ExampleGroup> groups) {
    List<Row> rows = new ArrayList<>();
    for (ExampleGroup group : groups) {
      int width = group.width();
      for (int i = 0; i < group.items().length; i++) {
        double[] values = new double[width];
        for (int f = 0; f < width; f++) {
          values[f] = group.features()[i * width + f];
        }
        rows.add(RowFactory.create((double) group.labels()[i], Vectors.dense(values)));
      }
    }
    return spark.createDataFrame(rows, SCHEMA).coalesce(1).cache();
  }
}
