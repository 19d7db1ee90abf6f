package dev.nightjar.pipelines;

import dev.nightjar.pipelines.embed.EmbedJob;
import dev.nightjar.pipelines.evaluate.EvaluateJob;
import dev.nightjar.pipelines.features.FeaturesJob;
import dev.nightjar.pipelines.ingest.IngestJob;
import dev.nightjar.pipelines.publish.PublishJob;
import dev.nightjar.pipelines.rank.RankJob;
import dev.nightjar.pipelines.report.ReportJob;
import dev.nightjar.pipelines.run.Job;
import dev.nightjar.pipelines.table.Table;
import dev.nightjar.pipelines.train.TrainJob;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The stages of a night in running order: what each reads and writes. */
public enum Stage {
  INGEST(
      IngestJob::execute,
      List.of(),
      List.of(
          Table.ITEMS,
          Table.REVIEWS,
          Table.USERS,
          Table.INTERACTIONS,
          Table.QUARANTINE,
          Table.USER_INDEX,
          Table.ITEM_INDEX)),
  EMBED(EmbedJob::execute, List.of(Table.ITEMS, Table.REVIEWS), List.of(Table.EMBEDDINGS)),
  FEATURES(
      FeaturesJob::execute,
      List.of(
          Table.ITEMS,
          Table.REVIEWS,
          Table.INTERACTIONS,
          Table.USER_INDEX,
          Table.ITEM_INDEX,
          Table.EMBEDDINGS),
      List.of(Table.ITEM_PROFILES, Table.USER_PROFILES)),
  TRAIN(
      TrainJob::execute,
      List.of(Table.ITEM_PROFILES, Table.USER_PROFILES),
      List.of(Table.ITEM_FACTORS, Table.ITEM_NEIGHBOURS, Table.RANKER)),
  EVALUATE(
      EvaluateJob::execute,
      List.of(
          Table.ITEM_PROFILES,
          Table.USER_PROFILES,
          Table.ITEM_FACTORS,
          Table.ITEM_NEIGHBOURS,
          Table.RANKER,
          Table.ITEMS,
          Table.USERS,
          Table.ITEM_INDEX,
          Table.RUNS),
      List.of(Table.METRICS)),
  RANK(
      RankJob::execute,
      List.of(
          Table.ITEMS,
          Table.USERS,
          Table.ITEM_INDEX,
          Table.ITEM_PROFILES,
          Table.USER_PROFILES,
          Table.ITEM_FACTORS,
          Table.ITEM_NEIGHBOURS,
          Table.RANKER),
      List.of(Table.RECOMMENDATIONS, Table.SIMILAR_ITEMS)),
  PUBLISH(
      PublishJob::execute,
      List.of(
          Table.RUNS,
          Table.RECOMMENDATIONS,
          Table.SIMILAR_ITEMS,
          Table.ITEMS,
          Table.ITEM_PROFILES,
          Table.USER_PROFILES,
          Table.USERS),
      List.of()),
  REPORT(
      ReportJob::execute,
      List.of(
          Table.RUNS,
          Table.QUARANTINE,
          Table.METRICS,
          Table.ITEM_PROFILES,
          Table.RECOMMENDATIONS,
          Table.SIMILAR_ITEMS,
          Table.ITEMS),
      List.of());

  private final Job job;
  private final List<Table> reads;
  private final List<Table> writes;

  Stage(Job job, List<Table> reads, List<Table> writes) {
    this.job = job;
    this.reads = reads;
    this.writes = writes;
  }

  /** The stage's word: its package, Airflow task, command and settings prefix. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Job job() {
    return job;
  }

  /** The tables that the stage reads. */
  public List<Table> reads() {
    return reads;
  }

  /** The tables that the stage writes, besides {@code runs}. */
  public List<Table> writes() {
    return writes;
  }

  /** The stage of that word, or empty. */
  public static Optional<Stage> named(String word) {
    return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
  }
}
