package dev.nightjar.pipelines.embed;

import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.EmbedSettings;
import dev.nightjar.pipelines.table.Table;
import dev.nightjar.pipelines.text.EmbeddingModels;
import dev.nightjar.pipelines.text.Texts;
import dev.nightjar.udfs.sql.ModelCard;
import java.util.function.DoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

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
    Dataset<Row> missing =
        Texts.withoutVector(run, model.modelId()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long texts = run.step("find texts without a vector", missing::count);
      run.count("texts.embedded", texts);
      if (texts == 0) {
        run.say("every text has its vector already");
      } else {
        embed(run, model.modelId(), missing, texts);
      }
      run.wrote(Table.EMBEDDINGS);
    } finally {
      missing.unpersist();
    }
  }

  private static void embed(StageRun run, String modelId, Dataset<Row> missing, long texts) {
    EmbeddedTexts embedded = new EmbeddedTexts();
    run.spark().sparkContext().addSparkListener(embedded);
    try {
      for (Portions.Portion portion : Portions.of(missing, texts)) {
        long before = embedded.count();
        embed(run, modelId, portion, seconds -> Pace.of(texts, before, embedded.count(), seconds));
      }
    } finally {
      run.spark().sparkContext().removeSparkListener(embedded);
    }
  }

  private static void embed(
      StageRun run, String modelId, Portions.Portion portion, DoubleFunction<String> pace) {
    long start = System.nanoTime();
    run.step(
        portion.name(),
        pace,
        () ->
            run.lake()
                .append(
                    Table.EMBEDDINGS,
                    portion
                        .texts()
                        .selectExpr("text_hash", "embed_text(text) AS vector")
                        .withColumn("model_id", lit(modelId))));
    double seconds = (System.nanoTime() - start) / 1e9;
    run.say(Pace.rate(portion.count() / seconds) + " texts/s");
  }
}
