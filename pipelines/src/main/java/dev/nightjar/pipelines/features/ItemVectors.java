package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.udf;

import dev.nightjar.pipelines.candidate.content.VectorParts;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.FeaturesSettings;
import dev.nightjar.pipelines.settings.choice.FusionMethod;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;

/** Makes one vector an item of its text, its reviews and, where the catalog has them, pictures. */
final class ItemVectors {

  private ItemVectors() {}

  /**
   * The parts with the column {@code vector}.
   *
   * @param parts rows of {@link ItemProfiles#parts}
   * @param pictures length of the image vectors, 0 when no item has one
   */
  static Dataset<Row> of(StageRun run, Dataset<Row> parts, PartShare best, int pictures) {
    FeaturesSettings settings = run.settings().features();
    double reviews = run.step("weigh the reviews", () -> reviewShare(run, parts, best));
    Dataset<Row> content = content(parts, settings.fusion(), reviews);
    if (pictures == 0) {
      return content;
    }
    return run.step(
        "weigh the pictures",
        () -> {
          double share = settings.imageWeight().orElseGet(() -> best.ofPictures(content));
          run.say("pictures are " + Math.round(100 * share) + " % of an item's vector");
          return withPictures(content, dimension(content), pictures, share);
        });
  }

  /** The parts with text and reviews fused as {@code vector}. */
  static Dataset<Row> content(Dataset<Row> parts, FusionMethod method, double reviewShare) {
    UDF2<Seq<Float>, Seq<Float>, float[]> fuse =
        (text, reviews) ->
            FusedVector.of(
                method, FusedVector.values(text), FusedVector.values(reviews), reviewShare);
    return parts.withColumn(
        "vector", vectorOfTwo(fuse).apply(col("text_vector"), col("review_vector")));
  }

  /**
   * The parts with {@code image_vector} put behind {@code vector}.
   *
   * @param content length of {@code vector}, 0 when no item has one
   * @param pictures length of {@code image_vector}
   * @param share of the picture, 0 to 1
   */
  static Dataset<Row> withPictures(Dataset<Row> parts, int content, int pictures, double share) {
    UDF2<Seq<Float>, Seq<Float>, float[]> join =
        (vector, image) ->
            vector == null && image == null
                ? null
                : VectorParts.concat(
                        FusedVector.part(FusedVector.values(vector), content),
                        FusedVector.part(FusedVector.values(image), pictures),
                        share)
                    .values();
    return parts.withColumn("vector", vectorOfTwo(join).apply(col("vector"), col("image_vector")));
  }

  private static UserDefinedFunction vectorOfTwo(UDF2<Seq<Float>, Seq<Float>, float[]> function) {
    return udf(function, DataTypes.createArrayType(DataTypes.FloatType));
  }

  /** The share of the reviews as the settings have it, or the best one. */
  private static double reviewShare(StageRun run, Dataset<Row> parts, PartShare best) {
    FeaturesSettings settings = run.settings().features();
    if (settings.fusion() != FusionMethod.WEIGHTED || settings.reviewWeight().isPresent()) {
      return settings.reviewWeight().orElse(0.5);
    }
    double share = best.ofReviews(parts);
    run.say("reviews are " + Math.round(100 * share) + " % of an item's vector");
    return share;
  }

  private static int dimension(Dataset<Row> content) {
    List<Row> any =
        content
            .where(col("vector").isNotNull())
            .select(size(col("vector")))
            .limit(1)
            .collectAsList();
    return any.isEmpty() ? 0 : any.get(0).getInt(0);
  }
}
