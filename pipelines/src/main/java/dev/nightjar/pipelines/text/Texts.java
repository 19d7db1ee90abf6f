package dev.nightjar.pipelines.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.trim;

import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.EmbedSettings;
import dev.nightjar.pipelines.table.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** The texts that stand for items and reviews; blank ones are left out. */
public final class Texts {

  private static final int SHA_BITS = 256;

  private Texts() {}

  /**
   * The text of every item.
   *
   * @param expression Spark SQL over the columns of {@code items}
   * @return {@code item_id, text, text_hash}
   */
  public static Dataset<Row> ofItems(Dataset<Row> items, String expression) {
    return hashed(items.select(col("item_id"), expr(expression).cast("string").as("text")));
  }

  /** The text of every review: {@code review_id, item_id, at, text, text_hash}. */
  public static Dataset<Row> ofReviews(Dataset<Row> reviews) {
    return hashed(reviews.select("review_id", "item_id", "at", "text"));
  }

  /**
   * The texts that the night wants embedded and that have no vector yet.
   *
   * @param modelId of the vectors that count
   * @return distinct {@code text_hash, text}
   */
  public static Dataset<Row> withoutVector(StageRun run, String modelId) {
    EmbedSettings settings = run.settings().embed();
    Dataset<Row> texts =
        ofItems(run.read(Table.ITEMS), settings.itemText()).select("text_hash", "text");
    if (settings.reviews()) {
      texts = texts.union(ofReviews(run.read(Table.REVIEWS)).select("text_hash", "text"));
    }
    Dataset<Row> known =
        run.read(Table.EMBEDDINGS).where(col("model_id").equalTo(modelId)).select("text_hash");
    return texts
        .dropDuplicates("text_hash")
        .join(known, CollectionConverters.asScala(List.of("text_hash")).toSeq(), "left_anti");
  }

  private static Dataset<Row> hashed(Dataset<Row> texts) {
    Column present = col("text").isNotNull().and(trim(col("text")).notEqual(""));
    return texts.where(present).withColumn("text_hash", sha2(col("text"), SHA_BITS));
  }
}
