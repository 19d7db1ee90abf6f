package dev.nightjar.pipelines.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import dev.nightjar.pipelines.fold.CatalogRows;
import dev.nightjar.pipelines.fold.rule.NightRules;
import dev.nightjar.pipelines.fusion.rule.ItemRule;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.table.Table;
import java.util.BitSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Lists for whoever has none: {@code default} over all items, {@code default:category:CATEGORY} and
 * {@code default:ATTRIBUTE:VALUE} for users of whom so much is known. What is popular now comes
 * first, more so the better it is rated and liked. Popularity is halved every half-life, so what is
 * fresh passes what was bought for years. What a rule leaves out for anybody is on none of them:
 * nothing is known of who reads them.
 */
final class DefaultLists {

  /** Ratings of the mean item that every item is given, so that one good rating is not all. */
  private static final int PRIOR_RATINGS = 5;

  private DefaultLists() {}

  /** The lists of a night, with the columns of the table {@code recommendations}, for no user. */
  static Dataset<Row> of(StageRun run) {
    int length = run.settings().publish().defaultItems();
    Dataset<Row> items = items(run);
    Dataset<Row> keyed =
        items
            .selectExpr(
                "'default' key",
                "item_id",
                "popularity * worth score",
                "well_rated",
                "'popular right now' reason")
            .union(
                items
                    .where("category IS NOT NULL AND category <> ''")
                    .selectExpr(
                        "concat('default:category:', category)",
                        "item_id",
                        "popularity * worth",
                        "well_rated",
                        "concat('popular in ', category)"));
    for (String attribute : run.settings().publish().defaultAttributes()) {
      keyed = keyed.union(byAttribute(run, items, attribute));
    }
    return keyed
        .withColumn(
            "position",
            expr("CAST(row_number() OVER (PARTITION BY key ORDER BY score DESC, item_id) AS INT)"))
        .where(col("position").leq(length))
        .selectExpr(
            "key user_id",
            "position",
            "item_id",
            "score",
            "CAST(NULL AS DOUBLE) chance",
            "CAST(NULL AS DOUBLE) expected_rating",
            "'" + SourceKind.POPULARITY.word() + "' source",
            "IF(well_rated, array(reason, 'well rated'), array(reason)) reasons",
            "CAST(NULL AS MAP<STRING, DOUBLE>) contributions");
  }

  /** {@code item, item_id, category, popularity, worth, well_rated} of what can be had. */
  private static Dataset<Row> items(StageRun run) {
    Dataset<Row> profiles =
        allowed(run, run.readFold(Table.ITEM_PROFILES, Fold.LIVE))
            .where("available AND popularity > 0");
    // Sums of decimals are the same in any order.
    Dataset<Row> mean =
        profiles.selectExpr(
            "CAST(sum(CAST(rating_mean * rating_count AS DECIMAL(20, 4))) /"
                + " nullif(sum(IF(rating_mean IS NULL, 0, rating_count)), 0) AS DOUBLE)"
                + " mean_rating");
    String rating =
        "coalesce((mean_rating * P + rating_mean * rating_count) / (P + rating_count)"
                .replace("P", Integer.toString(PRIOR_RATINGS))
            + " / mean_rating, 1D)";
    String liking = "coalesce(2D * (likes + 1) / (likes + dislikes + 2), 1D)";
    return profiles
        .crossJoin(mean)
        .selectExpr(
            "item",
            "item_id",
            "category",
            "popularity",
            rating + " * " + liking + " worth",
            "coalesce(rating_count >= "
                + PRIOR_RATINGS
                + " AND rating_mean >= mean_rating, false) well_rated");
  }

  private static Dataset<Row> allowed(StageRun run, Dataset<Row> profiles) {
    if (run.settings().rank().rules().isNone()) {
      return profiles;
    }
    BitSet leftOut = new BitSet();
    for (ItemRule rule :
        NightRules.of(run, CatalogRows.withoutVectors(profiles)).lists().items().leaveOuts()) {
      leftOut.or(rule.items());
    }
    UDF1<Integer, Boolean> isAllowed = item -> !leftOut.get(item);
    return profiles.where(udf(isAllowed, DataTypes.BooleanType).apply(col("item")));
  }

  /** Popularity among the users who share a value of an attribute. */
  private static Dataset<Row> byAttribute(StageRun run, Dataset<Row> items, String attribute) {
    double halfLife = run.settings().features().popularityHalfLifeDays();
    Dataset<Row> values =
        run.read(Table.USERS)
            .select(col("user_id"), col("attributes").getItem(attribute).as("value"))
            .where("value IS NOT NULL AND value <> ''");
    return run.readNight(Table.USER_PROFILES)
        .join(values, "user_id")
        .selectExpr("value", "explode(arrays_zip(items, weights, ages)) event")
        .where("event.weights > 0")
        .selectExpr(
            "value",
            "event.items item",
            "CAST(event.weights * pow(0.5D, event.ages / "
                + halfLife
                + "D) AS DECIMAL(20, 9)) part")
        .groupBy("value", "item")
        .agg(expr("CAST(sum(part) AS DOUBLE) strength"))
        .join(items, "item")
        .select(
            concat(lit("default:" + attribute + ":"), col("value")),
            col("item_id"),
            expr("strength * worth"),
            col("well_rated"),
            lit("popular among people like you"));
  }
}
