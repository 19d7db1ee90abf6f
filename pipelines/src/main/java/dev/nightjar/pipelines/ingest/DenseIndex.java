package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import dev.nightjar.pipelines.table.Table;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Numbers ids from 0 without gaps; a number never changes its meaning. */
final class DenseIndex {

  private DenseIndex() {}

  /**
   * The ids that have no number yet, numbered on from the greatest one in the order of the ids.
   *
   * @param table user_index or item_index
   * @param index the table as it is
   * @param ids one column of ids, repeated or not
   */
  static Dataset<Row> additions(Table table, Dataset<Row> index, Dataset<Row> ids) {
    String id = table.columnNames()[0];
    String number = table.columnNames()[1];
    Row greatest = index.agg(max(col(number))).first();
    long next = greatest.isNullAt(0) ? 0 : greatest.getInt(0) + 1L;
    Dataset<Row> fresh =
        ids.toDF(id).distinct().join(index.select(id), ids(id), "left_anti").orderBy(col(id));
    JavaRDD<Row> numbered =
        fresh
            .toJavaRDD()
            .zipWithIndex()
            .map(t -> RowFactory.create(t._1().getString(0), Math.toIntExact(next + t._2())));
    return index.sparkSession().createDataFrame(numbered, table.schema());
  }

  private static scala.collection.immutable.Seq<String> ids(String id) {
    return scala.jdk.javaapi.CollectionConverters.asScala(java.util.List.of(id)).toSeq();
  }
}
