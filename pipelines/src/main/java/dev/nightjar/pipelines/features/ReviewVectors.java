package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Mean vector of an item's reviews at every fold's cutoff, added up oldest first so that the same
 * reviews give the same bytes.
 */
final class ReviewVectors {

  private static final StructType SCHEMA =
      new StructType()
          .add("days", DataTypes.IntegerType)
          .add("item", DataTypes.IntegerType)
          .add("review_vector", DataTypes.createArrayType(DataTypes.FloatType));

  private ReviewVectors() {}

  /**
   * The mean of an item's review vectors at every cutoff, always summed in the same order.
   *
   * @param reviews {@code item INT, age DOUBLE, review_id, vector ARRAY<FLOAT>}
   * @param days the folds' cutoffs in days before the end of the night
   * @return {@code days, item, review_vector} for items with at least one review before the cutoff
   */
  static Dataset<Row> means(Dataset<Row> reviews, int... days) {
    Dataset<Row> ordered =
        reviews
            .select("item", "age", "review_id", "vector")
            .repartition(col("item"))
            .sortWithinPartitions(col("item"), col("age").desc(), col("review_id"));
    return ordered
        .sparkSession()
        .createDataFrame(ordered.javaRDD().mapPartitions(rows -> means(rows, days)), SCHEMA);
  }

  /** One pass over rows sorted by item, oldest first. */
  static Iterator<Row> means(Iterator<Row> rows, int... days) {
    List<Row> out = new ArrayList<>();
    Running[] running = new Running[days.length];
    int item = -1;
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.getInt(0) != item) {
        finish(out, item, running, days);
        item = row.getInt(0);
        running = new Running[days.length];
      }
      List<Float> vector = row.getList(3);
      for (int f = 0; f < days.length; f++) {
        if (row.getDouble(1) > days[f]) {
          running[f] = running[f] == null ? new Running(vector.size()) : running[f];
          running[f].add(vector);
        }
      }
    }
    finish(out, item, running, days);
    return out.iterator();
  }

  private static void finish(List<Row> out, int item, Running[] running, int[] days) {
    for (int f = 0; f < days.length; f++) {
      if (running[f] != null) {
        out.add(RowFactory.create(days[f], item, running[f].mean()));
      }
    }
  }

  /** A sum of vectors that is not finished yet. */
  private static final class Running {

    private final double[] sum;
    private int count;

    Running(int dimension) {
      sum = new double[dimension];
    }

    void add(List<Float> vector) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += vector.get(d);
      }
      count++;
    }

    Float[] mean() {
      Float[] mean = new Float[sum.length];
      for (int d = 0; d < mean.length; d++) {
        mean[d] = (float) (sum[d] / count);
      }
      return mean;
    }
  }
}
