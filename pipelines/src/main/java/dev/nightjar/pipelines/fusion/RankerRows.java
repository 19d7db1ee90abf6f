package dev.nightjar.pipelines.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A ranker as one row of a table, readable by SQL, and back. */
public final class RankerRows {
  private static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType, false);
  private static final DataType INTS = DataTypes.createArrayType(DataTypes.IntegerType, false);
  private static final StructType TREE =
      new StructType()
          .add("feature", INTS, false)
          .add("threshold", DOUBLES, false)
          .add("left", INTS, false)
          .add("right", INTS, false)
          .add("value", DOUBLES, false)
          .add("cover", DOUBLES, false);

  /**
   * {@code kind STRING, features ARRAY<STRING>, base DOUBLE, means ARRAY<DOUBLE>, weights
   * ARRAY<DOUBLE>, trees ARRAY<STRUCT<feature, threshold, left, right, value, cover>>}: a linear
   * ranker has no trees, a tree ranker no means and no weights.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add("kind", DataTypes.StringType, false)
          .add("features", DataTypes.createArrayType(DataTypes.StringType, false), false)
          .add("base", DataTypes.DoubleType, false)
          .add("means", DOUBLES, false)
          .add("weights", DOUBLES, false)
          .add("trees", DataTypes.createArrayType(TREE, false), false);

  private RankerRows() {}

  public static Row toRow(Ranker ranker) {
    if (ranker instanceof LinearRanker linear) {
      return RowFactory.create(
          linear.kind().word(),
          linear.features().toArray(),
          linear.base(),
          boxed(linear.means()),
          boxed(linear.weights()),
          new Row[0]);
    }
    TreeRanker forest = (TreeRanker) ranker;
    return RowFactory.create(
        forest.kind().word(),
        forest.features().toArray(),
        forest.bias(),
        new Double[0],
        new Double[0],
        forest.trees().stream().map(RankerRows::row).toArray(Row[]::new));
  }

  /** Reads a row of {@link #SCHEMA}. */
  public static Ranker fromRow(Row row) {
    RankerKind kind = RankerKind.of(row.getAs("kind"));
    List<String> features = row.getList(row.fieldIndex("features"));
    double base = row.getAs("base");
    if (kind == RankerKind.TREES) {
      List<Tree> trees = new ArrayList<>();
      row.<Row>getList(row.fieldIndex("trees")).forEach(tree -> trees.add(tree(tree)));
      return new TreeRanker(kind, features, base, trees);
    }
    return new LinearRanker(kind, features, doubles(row, "means"), doubles(row, "weights"), base);
  }

  private static Row row(Tree tree) {
    return RowFactory.create(
        boxed(tree.feature()),
        boxed(tree.threshold()),
        boxed(tree.left()),
        boxed(tree.right()),
        boxed(tree.value()),
        boxed(tree.cover()));
  }

  private static Tree tree(Row row) {
    return new Tree(
        ints(row, "feature"),
        doubles(row, "threshold"),
        ints(row, "left"),
        ints(row, "right"),
        doubles(row, "value"),
        doubles(row, "cover"));
  }

  private static Object boxed(double[] values) {
    return Arrays.stream(values).boxed().toArray(Double[]::new);
  }

  private static Object boxed(int[] values) {
    return Arrays.stream(values).boxed().toArray(Integer[]::new);
  }

  private static double[] doubles(Row row, String column) {
    return row.<Double>getList(row.fieldIndex(column)).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static int[] ints(Row row, String column) {
    return row.<Integer>getList(row.fieldIndex(column)).stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
