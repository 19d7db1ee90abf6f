package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.nightjar.udfs.vector.VectorMath;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;

/** The vectors of pictures in a catalog; one without direction, all zeros, counts as none. */
final class ImageVectors {

  private static final String PRESENT =
      "image_vector IS NOT NULL AND exists(image_vector, x -> x <> 0)";

  private ImageVectors() {}

  /**
   * The length that they all have, 0 when no item has one.
   *
   * @param items {@code item_id, image_vector}
   * @throws IllegalStateException when they have several
   */
  static int dimension(Dataset<Row> items) {
    List<Row> lengths =
        items
            .where(PRESENT)
            .groupBy(size(col("image_vector")).as("length"))
            .agg(count(lit(1)), min("item_id"))
            .orderBy("length")
            .limit(2)
            .collectAsList();
    if (lengths.size() > 1) {
      throw new IllegalStateException(
          "image vectors of the catalog differ in length: "
              + shown(lengths.get(0))
              + ", "
              + shown(lengths.get(1))
              + "; encode every picture with one encoder, ingest those vectors and run again");
    }
    return lengths.isEmpty() ? 0 : lengths.get(0).getInt(0);
  }

  /** The column {@code image_vector} scaled to length 1, null where there is none. */
  static Column unit() {
    UDF1<Seq<Float>, float[]> unit =
        image -> image == null ? null : VectorMath.normalize(FusedVector.values(image), 2);
    return udf(unit, DataTypes.createArrayType(DataTypes.FloatType))
        .apply(when(expr(PRESENT), col("image_vector")));
  }

  private static String shown(Row length) {
    return "item %s has %d values (items like it: %d)"
        .formatted(length.getString(2), length.getInt(0), length.getLong(1));
  }
}
