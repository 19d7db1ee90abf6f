package dev.nightjar.pipelines.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;
import static org.apache.spark.sql.types.DataTypes.createStructField;
import static org.apache.spark.sql.types.DataTypes.createStructType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Every table of the lake, declared once: purpose, writer, key, partition, columns and rules. */
public enum Table {
  ITEMS(
      "What can be recommended.",
      "ingest",
      List.of("item_id"),
      null,
      col("item_id", StringType, "the shop's id").required(),
      col("title", StringType, "short name").required(),
      col("description", StringType, "free text"),
      col("category", StringType, "path from the general to the special, ' > ' between levels"),
      col("brand", StringType, "maker"),
      col("price", DoubleType, "in the shop's currency").upTo(1e12),
      col("image_url", StringType, "where a picture is"),
      col(
              "image_vector",
              array(FloatType),
              "vector of a picture, from any image encoder, one length for the whole catalog")
          .keeps("image_vector is empty", "image_vector IS NULL OR size(image_vector) > 0")
          .keeps(
              "image_vector has a value that is not a finite number",
              "image_vector IS NULL OR forall(image_vector, x ->"
                  + " x IS NOT NULL AND NOT isnan(x) AND abs(x) < CAST('Infinity' AS FLOAT))"),
      col("available", BooleanType, "false: never recommended"),
      col("attributes", map(StringType), "anything else"),
      col("updated_at", TimestampType, "last change at the source"),
      col("row_hash", StringType, "SHA-256 of the columns before, what MERGE compares")),
  REVIEWS(
      "What users wrote about items.",
      "ingest",
      List.of("review_id"),
      null,
      col("review_id", StringType, "the source's id").required(),
      col("user_id", StringType, "who wrote it").required(),
      col("item_id", StringType, "about what").required(),
      col("rating", DoubleType, "1 worst, 5 best").between(1, 5),
      col("text", StringType, "free text"),
      col("at", TimestampType, "when").required(),
      col("row_hash", StringType, "SHA-256 of the columns before, what MERGE compares")),
  USERS(
      "Who has a profile; users of the log need none.",
      "ingest",
      List.of("user_id"),
      null,
      col("user_id", StringType, "the shop's id").required(),
      col("attributes", map(StringType), "what is known of the user"),
      col("row_hash", StringType, "SHA-256 of the columns before, what MERGE compares")),
  INTERACTIONS(
      "What users did with items.",
      "ingest",
      List.of("user_id", "item_id", "kind", "at"),
      "day",
      col("user_id", StringType, "who").required(),
      col("item_id", StringType, "with what").required(),
      col("kind", StringType, "view, click, cart, purchase, rating or another word").required(),
      col("at", TimestampType, "when, UTC").required(),
      col("weight", DoubleType, "the row's own strength, 1 when the source has none").upTo(1e6),
      col("value", DoubleType, "rating or amount, null when the kind has none")
          .keeps(
              "value of a rating is outside 1 to 5",
              "kind <> 'rating' OR value IS NULL OR (value >= 1 AND value <= 5)"),
      col("day", DateType, "UTC date of at")),
  QUARANTINE(
      "Rows that broke a rule: nothing is dropped silently.",
      "ingest",
      List.of("source", "row_hash"),
      null,
      col("source", StringType, "name of the source in the settings"),
      col("row_hash", StringType, "SHA-256 of the raw row"),
      col("rule", StringType, "what was wrong"),
      col("row", StringType, "the raw row as JSON, cut at 10,000 characters"),
      col("night", DateType, "the first night that saw it")),
  USER_INDEX(
      "User ids as dense ints; append-only, an int never changes its meaning.",
      "ingest",
      List.of("user_id"),
      null,
      col("user_id", StringType, "the shop's id"),
      col("user", IntegerType, "dense, from 0")),
  ITEM_INDEX(
      "Item ids as dense ints; append-only, an int never changes its meaning.",
      "ingest",
      List.of("item_id"),
      null,
      col("item_id", StringType, "the shop's id"),
      col("item", IntegerType, "dense, from 0")),
  EMBEDDINGS(
      "One vector per distinct text and model: unchanged text is never embedded again.",
      "embed",
      List.of("text_hash", "model_id"),
      "model_id",
      col("text_hash", StringType, "SHA-256 of the text"),
      col("model_id", StringType, "changes whenever the vectors would"),
      col("vector", array(FloatType), "unit length")),
  ITEM_PROFILES(
      "What rankers know of an item at a cutoff.",
      "features",
      List.of("night", "fold", "item_id"),
      "night",
      night(),
      fold(),
      col("item_id", StringType, "the shop's id"),
      col("item", IntegerType, "dense id"),
      col("text_vector", array(FloatType), "vector of the catalog text, null without text"),
      col("review_vector", array(FloatType), "mean vector of its reviews, null without reviews"),
      col("image_vector", array(FloatType), "as in items, unit length, null without a picture"),
      col("vector", array(FloatType), "all fused, unit length, null without any"),
      col("category", StringType, "as in items"),
      col("price", DoubleType, "as in items"),
      col("available", BooleanType, "as in items"),
      col("interactions", LongType, "events before the cutoff"),
      col("popularity", DoubleType, "strengths before the cutoff, halved every half-life"),
      col("trend", DoubleType, "log of recent over usual popularity, 0 without events"),
      col("likes", LongType, "users who like it, null where nobody dislikes anything"),
      col("dislikes", LongType, "users whose last word is against it, or null"),
      col("rating_mean", DoubleType, "mean rating of its reviews and rating events"),
      col("rating_count", LongType, "how many ratings"),
      col("sentiment", DoubleType, "of its reviews' texts, -1 to 1, null without reviews"),
      col("age_days", DoubleType, "days from its first event to the cutoff, null without events")),
  USER_PROFILES(
      "What rankers know of a user: the history, oldest first, and a taste vector.",
      "features",
      List.of("night", "user_id"),
      "night",
      night(),
      col("user_id", StringType, "the shop's id"),
      col("user", IntegerType, "dense id"),
      col("items", array(IntegerType), "dense ids of the items touched, oldest first"),
      col("ages", array(FloatType), "days before the end of the night, one an item"),
      col("weights", array(FloatType), "strength of the event, below 0 against, one an item"),
      col("kinds", array(StringType), "what the user did, one an item"),
      col("relevant", array(BooleanType), "whether lists are to foresee it, one an item"),
      col("vector", array(FloatType), "recency-weighted mean of the item vectors, unit length"),
      col("interactions", LongType, "events of the user"),
      col("mean_price", DoubleType, "mean price of the items liked"),
      col("categories", map(DoubleType), "share of the weight by category, dislikes taken off"),
      col("rated", array(IntegerType), "dense ids of the items rated, oldest first, or null"),
      col("rated_ages", array(FloatType), "days before the end of the night, one a rating"),
      col("ratings", array(FloatType), "the ratings, of an item the newest")),
  ITEM_FACTORS(
      "Item side of the factorization, by fold.",
      "train",
      List.of("night", "fold", "item"),
      "night",
      night(),
      fold(),
      col("item", IntegerType, "dense id"),
      col("factor", array(FloatType), "factor vector"),
      col("cold", BooleanType, "true: mapped from text, the item had no interactions")),
  ITEM_NEIGHBOURS(
      "Items that follow an item, by source and fold.",
      "train",
      List.of("night", "fold", "source", "item"),
      "night",
      night(),
      fold(),
      col("source", StringType, "which model: item-to-item or linear"),
      col("item", IntegerType, "dense id"),
      col("neighbours", array(IntegerType), "dense ids, strongest first"),
      col("weights", array(FloatType), "one a neighbour")),
  RANKER(
      "The fusion ranker, by fold.",
      "train",
      List.of("night", "fold"),
      "night",
      night(),
      fold(),
      col("model", StringType, "features and parameters as JSON"),
      col("fingerprint", StringType, "SHA-256 of the model"),
      col(
          "slope",
          DoubleType,
          "chance = 1 / (1 + exp(-(slope * score + intercept))), null where it is untaught"),
      col("intercept", DoubleType, "of the chance"),
      col("ndcg", DoubleType, "NDCG on the validation users it was chosen by"),
      col(
          "rating",
          map(DoubleType),
          "expected rating = mean + intercept + item * offset of the item + user * offset of the"
              + " user + lead * (score - the user's largest), within lowest and highest; offsets"
              + " have damping ratings of 0 added; null where nobody rated")),
  METRICS(
      "Offline metrics with 95 % bootstrap intervals.",
      "evaluate",
      List.of("night", "model", "segment", "metric"),
      "night",
      night(),
      col("model", StringType, "popularity, als, text, ..., fused"),
      col("segment", StringType, "all, or a part of the users or items"),
      col("metric", StringType, "name with K, such as ndcg@10"),
      col("value", DoubleType, "mean over users"),
      col("low", DoubleType, "2.5 % bound"),
      col("high", DoubleType, "97.5 % bound"),
      col("users", LongType, "how many users the mean is over")),
  RECOMMENDATIONS(
      "The top-K list of every user.",
      "rank",
      List.of("night", "user_id", "position"),
      "night",
      night(),
      col("user_id", StringType, "for whom"),
      col("position", IntegerType, "from 1"),
      col("item_id", StringType, "what"),
      col("score", DoubleType, "the ranker's score, higher is better"),
      col(
          "chance",
          DoubleType,
          "calibrated chance that the user takes it within the window, null where no window taught"),
      col(
          "expected_rating",
          DoubleType,
          "calibrated rating if the user takes it and rates it, null where nobody rates"),
      col(
          "source",
          StringType,
          "of the sources that proposed it the one with the largest contribution, or pinned"),
      col("reasons", array(StringType), "why, for people"),
      col("contributions", map(DoubleType), "each feature's share of the score")),
  SIMILAR_ITEMS(
      "The items most like an item.",
      "rank",
      List.of("night", "item_id", "position"),
      "night",
      night(),
      col("item_id", StringType, "of what"),
      col("position", IntegerType, "from 1"),
      col("similar_item_id", StringType, "what"),
      col("score", DoubleType, "higher is closer"),
      col("reasons", array(StringType), "why, for people")),
  RUNS(
      "The manifest: one row a stage of a run.",
      "every stage",
      List.of("run_id", "stage"),
      null,
      col("run_id", StringType, "one attempt at a night"),
      night(),
      col("stage", StringType, "which stage"),
      col("verdict", StringType, "done, failed or refused"),
      col("message", StringType, "why it failed or was refused, or what it left out"),
      col("started_at", TimestampType, "UTC"),
      col("finished_at", TimestampType, "UTC"),
      col("settings_hash", StringType, "SHA-256 of the settings without secrets and paths"),
      col("inputs", map(LongType), "Delta version of every table read"),
      col("outputs", map(LongType), "Delta version of every table written"),
      col("fingerprints", map(StringType), "of models and source files"),
      col("counts", map(LongType), "rows in and out, by name"),
      col("steps", stepsType(), "what took how long"));

  private final String purpose;
  private final String writtenBy;
  private final List<String> key;
  private final String partition;
  private final List<Column> columns;

  Table(String purpose, String writtenBy, List<String> key, String partition, Column... columns) {
    this.purpose = purpose;
    this.writtenBy = writtenBy;
    this.key = key;
    this.partition = partition;
    this.columns = List.of(columns);
  }

  /** The table's name, which is also its directory under the lake's root. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String purpose() {
    return purpose;
  }

  /** The stage that writes the table, or "every stage". */
  public String writtenBy() {
    return writtenBy;
  }

  public List<String> key() {
    return key;
  }

  public Optional<String> partition() {
    return Optional.ofNullable(partition);
  }

  public List<Column> columns() {
    return columns;
  }

  /** True when a night's rows are replaced whole. */
  public boolean isNightly() {
    return "night".equals(partition);
  }

  /** The columns as a Spark schema, in declared order. */
  public StructType schema() {
    return createStructType(
        columns.stream().map(c -> createStructField(c.name(), c.type(), true)).toList());
  }

  /** Every rule of every column, in declared order. */
  public List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    columns.forEach(c -> rules.addAll(c.rules()));
    return rules;
  }

  /** The column names, in declared order. */
  public String[] columnNames() {
    return columns.stream().map(Column::name).toArray(String[]::new);
  }

  /** The table of that name, or empty. */
  public static Optional<Table> named(String name) {
    return Arrays.stream(values()).filter(t -> t.tableName().equals(name)).findFirst();
  }

  private static Column col(String name, DataType type, String meaning) {
    return Column.of(name, type, meaning);
  }

  private static Column night() {
    return col("night", DateType, "the logical date");
  }

  private static Column fold() {
    return col("fold", StringType, "the cutoff it was computed at: validation, test or live");
  }

  private static DataType array(DataType element) {
    return createArrayType(element, true);
  }

  private static DataType map(DataType value) {
    return createMapType(StringType, value, true);
  }

  private static DataType stepsType() {
    return createArrayType(
        createStructType(
            List.of(
                createStructField("name", StringType, true),
                createStructField("seconds", DoubleType, true))),
        true);
  }
}
