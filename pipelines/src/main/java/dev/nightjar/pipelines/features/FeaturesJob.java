package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.fold.CatalogRows;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.run.Together;
import dev.nightjar.pipelines.settings.FeaturesSettings;
import dev.nightjar.pipelines.table.Table;
import dev.nightjar.pipelines.text.EmbeddingModels;
import dev.nightjar.pipelines.text.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.jdk.javaapi.CollectionConverters;

/** The stage {@code features}: profiles of items at every fold's cutoff, and of users. */
public final class FeaturesJob {

  private static final Column NO_VECTOR = lit(null).cast("array<float>");
  private static final Column NO_OPINION = lit(null).cast("long");

  private FeaturesJob() {}

  /** Reads the night's events and texts, writes both profile tables. */
  public static void execute(StageRun run) {
    FeaturesSettings settings = run.settings().features();
    Dataset<Row> events =
        Events.of(
                run.read(Table.INTERACTIONS),
                run.read(Table.USER_INDEX),
                run.read(Table.ITEM_INDEX),
                settings,
                run.settings().evaluate().relevant(),
                run.night().end())
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> histories =
        UserProfiles.histories(Events.byDay(events), settings.maxHistory())
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> ratings = Ratings.of(reviews(run), events);
    try {
      Found found = look(run, events);
      int window = found.log().window();
      int[] days = Arrays.stream(Fold.values()).mapToInt(f -> f.daysBefore(window)).toArray();
      Dataset<Row> parts =
          items(run, events, ratings, days, found).persist(StorageLevel.MEMORY_AND_DISK());
      try (Together together = new Together()) {
        PartShare best = new PartShare(histories, window, run.settings());
        Supplier<Optional<Sentiment>> sentiment =
            together.start(
                () ->
                    run.step(
                        "learn sentiment",
                        () -> sentiment(run, Fold.VALIDATION.daysBefore(window))));
        Dataset<Row> fused = ItemVectors.of(run, parts, best, found.pictures());
        Optional<Sentiment> learnt = sentiment.get();
        run.step(
            "profile items",
            () -> run.writeNight(Table.ITEM_PROFILES, ItemProfiles.judged(fused, learnt)));
      } finally {
        parts.unpersist();
      }
      run.step(
          "profile users",
          () -> run.writeNight(Table.USER_PROFILES, users(run, histories, ratings, settings)));
    } finally {
      histories.unpersist();
      events.unpersist();
    }
  }

  /**
   * What the rest of the stage depends on.
   *
   * @param pictures length of the image vectors, 0 when no item has one
   */
  private record Found(EventLog log, int pictures) {}

  private static Found look(StageRun run, Dataset<Row> events) {
    try (Together together = new Together()) {
      Supplier<EventLog> log =
          together.start(() -> run.step("read events", () -> EventLog.of(run, events)));
      Supplier<Integer> pictures =
          together.start(
              () ->
                  run.step(
                      "look for pictures", () -> ImageVectors.dimension(run.read(Table.ITEMS))));
      run.step("look for texts without a vector", () -> requireVectors(run));
      return new Found(log.get(), pictures.get());
    }
  }

  /**
   * Refuses to go on where texts were not embedded: their items would silently count as items
   * without a text.
   */
  private static void requireVectors(StageRun run) {
    long missing = Texts.withoutVector(run, modelId(run)).count();
    if (missing > 0) {
      throw new IllegalStateException(
          missing
              + " texts have no vector of the model that embed.model names; run the stage embed of"
              + " night "
              + run.night()
              + " first");
    }
  }

  /** With the item's and, where there is one, the user's dense id, and the age in days. */
  private static Dataset<Row> reviews(StageRun run) {
    return leftJoin(
        run.read(Table.REVIEWS)
            .join(run.read(Table.ITEM_INDEX), "item_id")
            .withColumn("age", Events.age("at", run.night().end())),
        run.read(Table.USER_INDEX),
        "user_id");
  }

  private static Dataset<Row> items(
      StageRun run, Dataset<Row> events, Dataset<Row> ratings, int[] days, Found found) {
    FeaturesSettings settings = run.settings().features();
    Dataset<Row> index = run.read(Table.ITEM_INDEX);
    Dataset<Row> textVectors =
        Texts.ofItems(run.read(Table.ITEMS), run.settings().embed().itemText())
            .join(vectors(run), "text_hash")
            .select(col("item_id"), col("vector").as("text_vector"));
    Dataset<Row> items =
        leftJoin(leftJoin(index, run.read(Table.ITEMS), "item_id"), textVectors, "item_id")
            .withColumn("image_vector", found.pictures() > 0 ? ImageVectors.unit() : NO_VECTOR)
            .select(
                "item", "item_id", "category", "price", "available", "text_vector", "image_vector");
    Dataset<Row> byFold = Events.byFold(events, days);
    Dataset<Row> settled = found.log().dislikes() ? Events.settled(byFold) : byFold;
    List<Dataset<Row>> statistics = new ArrayList<>();
    statistics.add(ItemStatistics.ofEvents(settled, settings.popularityHalfLifeDays()));
    statistics.add(ItemStatistics.ofRatings(Events.byFold(ratings, days)));
    statistics.add(ReviewVectors.means(reviewVectors(run), days));
    if (found.log().dislikes()) {
      statistics.add(ItemStatistics.ofOpinions(settled));
      return ItemProfiles.parts(items, folds(run, days), statistics);
    }
    return ItemProfiles.parts(items, folds(run, days), statistics)
        .withColumn("likes", NO_OPINION)
        .withColumn("dislikes", NO_OPINION);
  }

  /** Learnt from reviews that no fold has yet to see. */
  private static Optional<Sentiment> sentiment(StageRun run, int days) {
    Dataset<Row> reviews = run.read(Table.REVIEWS).select("review_id", "rating");
    Dataset<Row> known =
        reviewVectors(run)
            .where(col("age").gt(days))
            .join(reviews, "review_id")
            .select(col("review_id"), col("rating").cast("double"), col("vector"));
    return Sentiment.fit(known, run.settings().seed());
  }

  /** Every review with the vector of its text, {@code item, age, review_id, vector} among them. */
  private static Dataset<Row> reviewVectors(StageRun run) {
    return Texts.ofReviews(run.read(Table.REVIEWS))
        .join(vectors(run), "text_hash")
        .join(run.read(Table.ITEM_INDEX), "item_id")
        .withColumn("age", Events.age("at", run.night().end()));
  }

  private static Dataset<Row> leftJoin(Dataset<Row> left, Dataset<Row> right, String key) {
    return left.join(right, CollectionConverters.asScala(List.of(key)).toSeq(), "left");
  }

  private static Dataset<Row> users(
      StageRun run, Dataset<Row> histories, Dataset<Row> ratings, FeaturesSettings settings) {
    CatalogRows items =
        CatalogRows.read(run.lake().read(Table.ITEM_PROFILES).where(thisNight(run)));
    Dataset<Row> profiles =
        UserProfiles.of(histories, run.read(Table.USER_INDEX), items, settings.tasteHalfLifeDays());
    return leftJoin(profiles, Ratings.byUser(ratings, settings.maxHistory()), "user");
  }

  private static String thisNight(StageRun run) {
    return "night = '" + run.night() + "' AND fold = '" + Fold.LIVE.word() + "'";
  }

  private static Dataset<Row> vectors(StageRun run) {
    return run.read(Table.EMBEDDINGS)
        .where(col("model_id").equalTo(modelId(run)))
        .select("text_hash", "vector");
  }

  private static String modelId(StageRun run) {
    return EmbeddingModels.card(run.spark(), run.settings().embed()).modelId();
  }

  private static Dataset<Row> folds(StageRun run, int[] days) {
    StructType schema =
        new StructType().add("days", DataTypes.IntegerType).add("fold", DataTypes.StringType);
    Fold[] folds = Fold.values();
    List<Row> rows =
        IntStream.range(0, folds.length)
            .mapToObj(f -> RowFactory.create(days[f], folds[f].word()))
            .toList();
    return run.spark().createDataFrame(rows, schema);
  }
}
