package dev.nightjar.pipelines.candidate.neighbour;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A sparse item-to-item matrix: what each item, once touched, says about others.
 *
 * @param starts where the neighbours of each item begin, with the total as last entry
 * @param targets neighbour items, ascending within an item
 * @param weights one a neighbour
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record Neighbours(int[] starts, int[] targets, float[] weights) implements Serializable {

  /** {@code item INT, neighbours ARRAY<INT>, weights ARRAY<FLOAT>}. */
  public static final StructType SCHEMA =
      new StructType()
          .add("item", DataTypes.IntegerType, false)
          .add("neighbours", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("weights", DataTypes.createArrayType(DataTypes.FloatType, false), false);

  public Neighbours {
    if (targets.length != weights.length || starts[starts.length - 1] != targets.length) {
      throw new IllegalArgumentException(
          "%d targets, %d weights and a last start of %d differ; they must be equal"
              .formatted(targets.length, weights.length, starts[starts.length - 1]));
    }
  }

  /**
   * Puts rows of single items together.
   *
   * @param rows one an item at most, in any order
   */
  public static Neighbours of(List<SparseRow> rows, int items) {
    int[] starts = new int[items + 1];
    rows.forEach(row -> starts[row.item() + 1] = row.targets().length);
    for (int item = 0; item < items; item++) {
      starts[item + 1] = Math.addExact(starts[item + 1], starts[item]);
    }
    int[] targets = new int[starts[items]];
    float[] weights = new float[starts[items]];
    for (SparseRow row : rows) {
      int length = row.targets().length;
      System.arraycopy(row.targets(), 0, targets, starts[row.item()], length);
      System.arraycopy(row.weights(), 0, weights, starts[row.item()], length);
    }
    return new Neighbours(starts, targets, weights);
  }

  public int items() {
    return starts.length - 1;
  }

  /** The weight from {@code item} to {@code target}, 0 when they are no neighbours. */
  public float weight(int item, int target) {
    int at = Arrays.binarySearch(targets, starts[item], starts[item + 1], target);
    return at < 0 ? 0 : weights[at];
  }

  /**
   * Rows of {@link #SCHEMA} in order of the item, without items that have no neighbours; made where
   * they are used, since a row boxes every number.
   */
  public Dataset<Row> toRows(SparkSession spark) {
    Broadcast<Neighbours> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(this);
    return spark.createDataFrame(
        spark.range(items()).javaRDD().flatMap(item -> shared.value().row(item.intValue())),
        SCHEMA);
  }

  /** The row of an item, or none where it has no neighbours. */
  private Iterator<Row> row(int item) {
    int length = starts[item + 1] - starts[item];
    if (length == 0) {
      return Collections.emptyIterator();
    }
    Integer[] to = new Integer[length];
    Float[] weight = new Float[length];
    for (int i = 0; i < length; i++) {
      to[i] = targets[starts[item] + i];
      weight[i] = weights[starts[item] + i];
    }
    return List.of(RowFactory.create(item, to, weight)).iterator();
  }

  /** Reads rows of {@link #SCHEMA}. */
  public static Neighbours fromRows(Dataset<Row> rows, int items) {
    return of(
        rows.select("item", "neighbours", "weights").toJavaRDD().map(SparseRow::of).collect(),
        items);
  }
}
