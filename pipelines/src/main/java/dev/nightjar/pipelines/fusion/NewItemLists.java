package dev.nightjar.pipelines.fusion;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.fusion.rule.RuledUser;
import dev.nightjar.pipelines.settings.Settings;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A bound on how many lists one item without events is on: a place that every list keeps for new
 * items would else show one new item to everybody.
 *
 * @param newItems items without events, by dense index
 * @param share of the lists that one of them may be on
 * @param top items of a list
 * @param seed of the order in which equal places lose it
 */
public record NewItemLists(BitSet newItems, double share, int top, long seed) {

  /** Items more than a list holds, to fill the places of those that it loses. */
  private static final int SPARE = 10;

  private static final WindowSpec OF_A_LIST = Window.partitionBy("user").orderBy("position");

  public NewItemLists {
    newItems = (BitSet) newItems.clone();
  }

  /** The bound of the settings for the items of a catalog. */
  public static NewItemLists of(Settings settings, Catalog catalog, int top) {
    float[] age = catalog.fact(ItemFact.AGE);
    BitSet newItems = new BitSet();
    for (int item = 0; item < age.length; item++) {
      newItems.set(item, Float.isNaN(age[item]));
    }
    return new NewItemLists(newItems, settings.rank().newItemShare(), top, settings.seed());
  }

  /** How many items of a list are to be ranked. */
  public int ranked() {
    return newItems.isEmpty() ? top : top + SPARE;
  }

  /**
   * Items that are on more lists than they may.
   *
   * @param most lists that one of them may be on
   */
  public record Crowded(List<Integer> items, long most) {

    /** Where nothing is to be done. */
    public static final Crowded NONE = new Crowded(List.of(), 0);

    public Crowded {
      items = List.copyOf(items);
    }
  }

  /**
   * The items that are on more lists than they may.
   *
   * @param lists {@code user, position, item, ...}, {@link #ranked} of them a user, read twice
   */
  public Crowded crowded(Dataset<Row> lists) {
    if (newItems.isEmpty()) {
      return Crowded.NONE;
    }
    long most = Math.max(1, (long) (share * lists.where("position = 1").count()));
    BitSet known = newItems;
    UDF1<Integer, Boolean> isNew = known::get;
    List<Row> counted =
        lists
            .where(col("position").leq(top))
            .where(udf(isNew, DataTypes.BooleanType).apply(col("item")))
            .groupBy("item")
            .agg(count(lit(1)).as("lists"))
            .where(col("lists").gt(most))
            .orderBy("item")
            .collectAsList();
    return new Crowded(counted.stream().map(row -> row.getInt(0)).toList(), most);
  }

  /**
   * The lists, of {@link #top} items at most: those where a crowded item stands highest keep it,
   * others close the gap, unless nothing else would fill it.
   */
  public Dataset<Row> bounded(Dataset<Row> lists, Crowded crowded) {
    if (crowded.items().isEmpty()) {
      return lists.where(col("position").leq(top));
    }
    Dataset<Row> excess = excess(lists, crowded);
    Dataset<Row> users = excess.select("user").distinct();
    Column[] columns = columns(lists);
    Dataset<Row> shortened =
        lists
            .join(users, on("user"), "left_semi")
            .join(excess, on("user", "item"), "left")
            .withColumn("_lost", coalesce(col("_lost"), lit(0)))
            .withColumn("_all", count(lit(1)).over(Window.partitionBy("user")))
            .withColumn("_losses", sum("_lost").over(OF_A_LIST))
            .where("_lost = 0 OR _losses > _all - " + top)
            .withColumn("position", row_number().over(OF_A_LIST))
            .select(columns);
    return lists
        .join(users, on("user"), "left_anti")
        .select(columns)
        .union(shortened)
        .where(col("position").leq(top));
  }

  /**
   * The lists under rules: those that lose a crowded item are ranked again without it and with no
   * new item that they did not have, so that rules hold and no other item gets crowded.
   *
   * @param lists of {@link #top} items
   * @param histories as {@code rank} takes them
   * @param rank makes lists of the same columns
   */
  public Dataset<Row> rankedAgain(
      Dataset<Row> lists,
      Crowded crowded,
      Dataset<Row> histories,
      UnaryOperator<Dataset<Row>> rank) {
    if (crowded.items().isEmpty()) {
      return lists;
    }
    BitSet known = newItems;
    UDF1<Integer, Boolean> isNew = known::get;
    Dataset<Row> excess = excess(lists, crowded);
    Dataset<Row> users = excess.select("user").distinct();
    Dataset<Row> kept =
        lists
            .where(udf(isNew, DataTypes.BooleanType).apply(col("item")))
            .join(excess, on("user", "item"), "left_anti")
            .groupBy("user")
            .agg(collect_list("item").as(RuledUser.KEPT));
    Dataset<Row> again =
        histories
            .drop(RuledUser.KEPT)
            .join(users, "user")
            .join(kept, on("user"), "left")
            .withColumn(
                RuledUser.KEPT, coalesce(col(RuledUser.KEPT), expr("CAST(array() AS ARRAY<INT>)")));
    return lists
        .join(users, on("user"), "left_anti")
        .select(columns(lists))
        .union(rank.apply(again));
  }

  private static Column[] columns(Dataset<Row> lists) {
    return Arrays.stream(lists.columns()).map(name -> col(name)).toArray(Column[]::new);
  }

  /** {@code user, item, _lost}: the places that crowded items may not have. */
  private Dataset<Row> excess(Dataset<Row> lists, Crowded crowded) {
    WindowSpec highestFirst =
        Window.partitionBy("item")
            .orderBy(col("position"), xxhash64(col("user"), col("item"), lit(seed)), col("user"));
    return lists
        .where(col("item").isin(crowded.items().toArray()))
        .select(col("user"), col("item"), row_number().over(highestFirst).as("_place"))
        .where(col("_place").gt(crowded.most()))
        .select(col("user"), col("item"), lit(1).as("_lost"));
  }

  private static scala.collection.immutable.Seq<String> on(String... columns) {
    return CollectionConverters.asScala(List.of(columns)).toSeq();
  }
}
