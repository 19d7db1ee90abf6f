package dev.nightjar.pipelines.publish;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Attempt;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Job;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.RunId;
import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.table.Table;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** A small lake with ranked nights, and a store that they are published to. */
final class Nights {

  static final int USERS = 20;
  static final int ITEMS = 30;
  static final int LIST = 5;

  private final SparkSession spark;
  private final Lake lake;
  private final Path published;
  private final Settings settings;

  Nights(SparkSession spark, Path lakeRoot, Path published, String... more) {
    this.spark = spark;
    this.published = published;
    this.lake = new Lake(spark, lakeRoot.toString());
    this.settings =
        Settings.of(
            ConfigFactory.parseString(
                String.join("\n", more)
                    + "\nlake.root = \""
                    + lakeRoot
                    + "\"\npublish { root = \""
                    + published
                    + "\", shards = 3 }"));
  }

  /** Writes the catalog: i0 to i29, all available. */
  Nights withCatalog() {
    return withCatalog(item -> true);
  }

  Nights withCatalog(java.util.function.IntPredicate available) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      rows.add(
          RowFactory.create(
              "i" + i,
              "Title of \"i" + i + "\" é",
              null,
              null,
              null,
              null,
              null,
              available.test(i),
              null,
              null,
              "hash" + i + available.test(i)));
    }
    lake.upsert(Table.ITEMS, spark.createDataFrame(rows, Table.ITEMS.schema()));
    return this;
  }

  /** Writes lists of a night; nights with another shift have other lists. */
  Nights ranked(String night, int shift) {
    List<Row> recommended = new ArrayList<>();
    List<Row> similar = new ArrayList<>();
    for (int key = 0; key < USERS; key++) {
      for (int position = 1; position <= LIST; position++) {
        int item = (key + shift + position) % ITEMS;
        recommended.add(recommended(night, "u" + key, position, "i" + item, 1.0 / position));
        similar.add(
            RowFactory.create(
                Date.valueOf(night),
                "i" + key,
                position,
                "i" + (key + shift + position) % ITEMS,
                1.0 / (position + 1),
                List.of("often together").toArray(String[]::new)));
      }
    }
    writeRecommendations(night, recommended);
    lake.replaceNight(
        Table.SIMILAR_ITEMS,
        LocalDate.parse(night),
        spark.createDataFrame(similar, Table.SIMILAR_ITEMS.schema()));
    return this;
  }

  void writeRecommendations(String night, List<Row> rows) {
    lake.replaceNight(
        Table.RECOMMENDATIONS,
        LocalDate.parse(night),
        spark.createDataFrame(rows, Table.RECOMMENDATIONS.schema()));
  }

  static Row recommended(String night, String user, int position, String item, double score) {
    return RowFactory.create(
        Date.valueOf(night),
        user,
        position,
        item,
        score,
        "als",
        new String[] {"because you bought \"Strap\"", "liked by others"},
        null);
  }

  StageResult publish(String night) {
    return run(night, "publish", PublishJob::execute);
  }

  StageResult run(String night, String stage, Job job) {
    Night date = new Night(LocalDate.parse(night));
    RunId runId = RunId.starting(date, Instant.now());
    try (Console console = new Console(spark.sparkContext())) {
      return new Attempt(spark, settings, lake, date, runId, console).execute(stage, job);
    }
  }

  ServingStore store() {
    return FileStore.open(new Configuration(), published.toString());
  }

  Lake lake() {
    return lake;
  }

  SparkSession spark() {
    return spark;
  }

  Path published() {
    return published;
  }

  Path live() {
    return published.resolve("versions").resolve(store().live().orElseThrow().version());
  }

  static Map<String, Long> counts(StageResult result) {
    return result.counts();
  }
}
