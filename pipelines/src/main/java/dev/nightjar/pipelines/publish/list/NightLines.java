package dev.nightjar.pipelines.publish.list;

import dev.nightjar.pipelines.settings.choice.PublishedField;
import java.util.Iterator;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The lists of a surface, each put together, checked and rendered once, whatever the number of
 * stores that get it. A partition holds whole parts, sorted like the rows of {@link ListRows}.
 */
final class NightLines implements AutoCloseable {

  static final int SHARD = 0;
  static final int BUCKET = 1;
  static final int KEY = 2;
  static final int LINE = 3;
  static final int ITEMS = 4;
  static final int PROBLEM = 5;

  /** The line is empty where there is a problem. */
  private static final StructType COLUMNS =
      StructType.fromDDL(
          "shard INT, bucket INT, key STRING, line BINARY, items INT, problem STRING");

  private static final byte[] NONE = {};

  private final Dataset<Row> rows;

  private NightLines(Dataset<Row> rows) {
    this.rows = rows;
  }

  /** Lines that Spark keeps until they are closed. */
  static NightLines of(
      Surface surface, String night, Set<PublishedField> shown, Dataset<Row> items) {
    MapPartitionsFunction<Row, Row> render =
        part -> rendered(surface, new KeyedLists(night, shown, part));
    return new NightLines(
        items.mapPartitions(render, Encoders.row(COLUMNS)).persist(StorageLevel.MEMORY_AND_DISK()));
  }

  JavaRDD<Row> rows() {
    return rows.javaRDD();
  }

  @Override
  public void close() {
    rows.unpersist();
  }

  private static Iterator<Row> rendered(Surface surface, KeyedLists lists) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return lists.hasNext();
      }

      @Override
      public Row next() {
        KeyedLists.Keyed next = lists.next();
        boolean good = next.problems().isEmpty();
        return RowFactory.create(
            next.shard(),
            next.bucket(),
            next.list().key(),
            good ? ListLine.render(surface, next.list()) : NONE,
            next.list().items().size(),
            good ? null : next.problems().get(0));
      }
    };
  }
}
