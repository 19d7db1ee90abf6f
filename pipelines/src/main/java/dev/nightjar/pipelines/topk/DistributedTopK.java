package dev.nightjar.pipelines.topk;

import dev.nightjar.pipelines.run.Broadcasts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The top-K of every row of a dataset of users: item factors broadcast, one pass, no shuffle. */
public final class DistributedTopK {
  private static final ArrayType INTS = DataTypes.createArrayType(DataTypes.IntegerType, false);
  private static final ArrayType FLOATS = DataTypes.createArrayType(DataTypes.FloatType, false);

  /** What {@link #lists} returns: the user, the items best first, and their scores. */
  public static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType, false)
          .add("items", INTS, false)
          .add("scores", FLOATS, false);

  private DistributedTopK() {}

  /**
   * The K best items of every user.
   *
   * @param users columns {@code id int}, {@code features array<float>} and, optionally, {@code seen
   *     array<int>}: items to leave out, in any order, null for none
   * @param k up to this many items a user; fewer where the catalog has fewer unseen ones
   * @param shared holds the items until the lists are written
   */
  public static Dataset<Row> lists(
      Dataset<Row> users, ItemVectors items, int k, Broadcasts shared) {
    boolean hasSeen = Arrays.asList(users.columns()).contains("seen");
    Dataset<Row> needed =
        hasSeen
            ? users.selectExpr("cast(id as int)", "cast(features as array<float>)", "seen")
            : users.selectExpr("cast(id as int)", "cast(features as array<float>)");
    SparkSession session = users.sparkSession();
    Broadcast<ItemVectors> sent = shared.send(items);
    return session.createDataFrame(
        needed
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(rows -> new Batches(rows, hasSeen, sent.value(), k)),
        SCHEMA);
  }

  /** Reads a batch of users, ranks it, hands out its rows, and so on to the end. */
  private static final class Batches implements Iterator<Row> {
    private final Iterator<InternalRow> rows;
    private final boolean hasSeen;
    private final BatchTopK batch;
    private Iterator<Row> ready = Collections.emptyIterator();

    Batches(Iterator<InternalRow> rows, boolean hasSeen, ItemVectors items, int k) {
      this.rows = rows;
      this.hasSeen = hasSeen;
      this.batch = new BatchTopK(items, k, Float.NEGATIVE_INFINITY);
    }

    @Override
    public boolean hasNext() {
      if (!ready.hasNext() && rows.hasNext()) {
        ready = next(new ArrayList<>(BatchTopK.USERS)).iterator();
      }
      return ready.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more users");
      }
      return ready.next();
    }

    private List<Row> next(List<Row> lists) {
      int[] ids = new int[BatchTopK.USERS];
      float[][] factors = new float[BatchTopK.USERS][];
      int[][] seen = new int[BatchTopK.USERS][];
      int count = 0;
      while (count < BatchTopK.USERS && rows.hasNext()) {
        InternalRow row = rows.next();
        ids[count] = row.getInt(0);
        if (row.isNullAt(1)) {
          throw new IllegalArgumentException(
              "user " + ids[count] + " has no factors; leave users without a vector out");
        }
        factors[count] = row.getArray(1).toFloatArray();
        if (hasSeen && !row.isNullAt(2)) {
          seen[count] = row.getArray(2).toIntArray();
          Arrays.sort(seen[count]);
        }
        count++;
      }
      TopList[] best =
          batch.lists(
              Arrays.copyOf(ids, count), Arrays.copyOf(factors, count), Arrays.copyOf(seen, count));
      for (int u = 0; u < count; u++) {
        lists.add(RowFactory.create(ids[u], best[u].items(), best[u].scores()));
      }
      return lists;
    }
  }
}
