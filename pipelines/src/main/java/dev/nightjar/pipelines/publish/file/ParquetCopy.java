package dev.nightjar.pipelines.publish.file;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.settings.choice.PublishedField;
import java.sql.Date;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** The lists of a surface as Parquet, an item a row, for those who read many at once. */
final class ParquetCopy {

  /** What similar items do not have. */
  private static final Set<PublishedField> OF_USERS =
      EnumSet.of(
          PublishedField.CHANCE,
          PublishedField.EXPECTED_RATING,
          PublishedField.SOURCE,
          PublishedField.PARTS);

  private ParquetCopy() {}

  /** Writes and reads back: as many rows, with the same values. */
  static void write(Surface surface, NightLists lists, String path) {
    Dataset<Row> rows = lists.rows(surface).select(columns(surface, lists));
    Column[] sums = fingerprint(rows);
    Observation sent = new Observation();
    rows.observe(sent, sums[0], sums[1]).write().parquet(path);
    Row stored =
        rows.sparkSession()
            .read()
            .schema(rows.schema())
            .parquet(path)
            .agg(sums[0], sums[1])
            .first();
    Row wanted = sent.getRow();
    if (!wanted.equals(stored)) {
      throw new PublicationException(
          path
              + " holds "
              + stored.getLong(0)
              + " rows with fingerprint "
              + stored.get(1)
              + " after "
              + wanted.getLong(0)
              + " rows with fingerprint "
              + wanted.get(1)
              + " were written");
    }
  }

  private static Column[] columns(Surface surface, NightLists lists) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                lit(Date.valueOf(lists.night())).as("night"),
                col("key").as(surface.keyColumn()),
                col("position"),
                col("item_id").as(surface.itemColumn())));
    for (PublishedField field : PublishedField.values()) {
      if (lists.shown().contains(field) && (surface.hasSource() || !OF_USERS.contains(field))) {
        columns.add(col(field.json()));
      }
    }
    return columns.toArray(Column[]::new);
  }

  /** How many rows, and a hash over all that does not depend on their order. */
  private static Column[] fingerprint(Dataset<Row> rows) {
    List<String> names = new ArrayList<>(List.of(rows.columns()));
    // Spark hashes no maps.
    names.replaceAll(name -> name.equals("parts") ? "to_json(parts)" : name);
    String all = String.join(", ", names);
    return new Column[] {
      count(lit(1)).as("rows"), expr("bit_xor(xxhash64(" + all + "))").as("fingerprint")
    };
  }
}
