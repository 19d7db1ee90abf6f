package dev.nightjar.pipelines.embed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.EmbedSettings;
import dev.nightjar.pipelines.table.Table;
import dev.nightjar.pipelines.text.EmbeddingModels;
import dev.nightjar.pipelines.text.Texts;
import dev.nightjar.udfs.sql.ModelCard;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The stage {@code embed}: only texts that the table embeddings does not know for this model. */
public final class EmbedJob {

  private EmbedJob() {}

  /** Finds the texts without a vector and embeds them in portions. */
  public static void execute(StageRun run) {
    EmbedSettings settings = run.settings().embed();
    ModelCard model = run.step("load the model", () -> EmbeddingModels.card(run.spark(), settings));
    run.fingerprint("model", model.modelId());
    run.fingerprint("device", model.taskDevice());
    run.say("model " + model.modelId() + " on " + model.taskDevice());
    Dataset<Row> missing = missing(run, model.modelId()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long texts = run.step("find texts without a vector", missing::count);
      run.count("texts.embedded", texts);
      if (texts == 0) {
        run.say("every text has its vector already");
      } else {
        Portions.of(missing, texts).forEach(portion -> embed(run, model.modelId(), portion));
      }
      run.wrote(Table.EMBEDDINGS);
    } finally {
      missing.unpersist();
    }
  }

  /** Distinct {@code text_hash, text} that have no vector under the model. */
  private static Dataset<Row> missing(StageRun run, String modelId) {
    EmbedSettings settings = run.settings().embed();
    Dataset<Row> texts =
        Texts.ofItems(run.read(Table.ITEMS), settings.itemText()).select("text_hash", "text");
    if (settings.reviews()) {
      texts = texts.union(Texts.ofReviews(run.read(Table.REVIEWS)).select("text_hash", "text"));
    }
    Dataset<Row> known =
        run.read(Table.EMBEDDINGS).where(col("model_id").equalTo(modelId)).select("text_hash");
    return texts.dropDuplicates("text_hash").join(known, using("text_hash"), "left_anti");
  }

  private static Seq<String> using(String column) {
    return CollectionConverters.asScala(List.of(column)).toSeq();
  }

  private static void embed(StageRun run, String modelId, Portions.Portion portion) {
    long start = System.nanoTime();
    run.step(
        portion.name(),
        () ->
            run.lake()
                .append(
                    Table.EMBEDDINGS,
                    portion
                        .texts()
                        .selectExpr("text_hash", "embed_text(text) AS vector")
                        .withColumn("model_id", lit(modelId))));
    double seconds = (System.nanoTime() - start) / 1e9;
    run.say(String.format(Locale.ROOT, "%.0f texts/s", portion.count() / seconds));
  }
}
