package dev.nightjar.pipelines.fold.rule;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.nightjar.pipelines.fusion.rule.RuledUser;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.RuleSettings;
import dev.nightjar.pipelines.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;

/** Asks every user once what rules ask of users, and looks up what single users are not shown. */
final class UserRules {

  static final List<String> BLOCKED_COLUMNS = List.of("user_id", "item_id");

  private static final Column NOTHING = expr("CAST(array() AS ARRAY<INT>)");

  private UserRules() {}

  /**
   * Puts the columns of {@link RuledUser} beside histories.
   *
   * @param histories rows of {@code Histories.SCHEMA}, perhaps among other columns
   * @param conditions SQL over {@code users}; the flag of each is its place
   */
  static Dataset<Row> beside(Dataset<Row> histories, StageRun run, List<String> conditions) {
    Dataset<Row> users = histories;
    if (!conditions.isEmpty()) {
      users = users.join(flags(run, conditions), on("user"), "left");
    }
    RuleSettings settings = run.settings().rank().rules();
    if (settings.blocked().path().isPresent()) {
      users = users.join(blocked(run, settings), on("user"), "left");
    }
    return filled(filled(users, RuledUser.FLAGS), RuledUser.BLOCKED)
        .withColumn(RuledUser.KEPT, lit(null).cast("array<int>"));
  }

  private static Dataset<Row> filled(Dataset<Row> users, String column) {
    boolean has = List.of(users.columns()).contains(column);
    return users.withColumn(column, has ? coalesce(col(column), NOTHING) : NOTHING);
  }

  /** {@code user, flags}: users of the log who have no row in {@code users} have nulls there. */
  private static Dataset<Row> flags(StageRun run, List<String> conditions) {
    List<Column> flags = new ArrayList<>();
    for (int flag = 0; flag < conditions.size(); flag++) {
      flags.add(when(expr(conditions.get(flag)), lit(flag)));
    }
    return known(run)
        .select(
            col("user"),
            functions
                .filter(array(flags.toArray(Column[]::new)), flag -> flag.isNotNull())
                .as(RuledUser.FLAGS));
  }

  private static Dataset<Row> known(StageRun run) {
    Dataset<Row> profiles = run.readNight(Table.USER_PROFILES).select("user", "user_id");
    return profiles.join(run.read(Table.USERS), on("user_id"), "left").alias("users");
  }

  /** {@code user, blocked}; pairs of a user or an item that nobody knows are left out. */
  private static Dataset<Row> blocked(StageRun run, RuleSettings settings) {
    Dataset<Row> pairs =
        KeptTable.read(run.spark(), "rank.blocked", settings.blocked(), BLOCKED_COLUMNS, List.of());
    return pairs
        .join(run.read(Table.ITEM_INDEX), on("item_id"))
        .join(run.readNight(Table.USER_PROFILES).select("user", "user_id"), on("user_id"))
        .groupBy("user")
        .agg(array_sort(collect_set("item")).as(RuledUser.BLOCKED));
  }

  /**
   * Asks every user what the conditions ask.
   *
   * @throws RuleException naming every condition that fails on a user
   */
  static void check(StageRun run, List<String> conditions) {
    if (!conditions.isEmpty()) {
      Questions.ask(
          conditions,
          asked -> holding(run, asked),
          condition -> "condition " + condition + " fails on a user");
    }
  }

  /** How many users each of them holds for. */
  private static Row holding(StageRun run, List<String> conditions) {
    List<Column> holds = conditions.stream().map(c -> functions.count_if(expr(c))).toList();
    return known(run)
        .agg(holds.get(0), holds.subList(1, holds.size()).toArray(Column[]::new))
        .first();
  }

  private static scala.collection.immutable.Seq<String> on(String column) {
    return CollectionConverters.asScala(List.of(column)).toSeq();
  }
}
