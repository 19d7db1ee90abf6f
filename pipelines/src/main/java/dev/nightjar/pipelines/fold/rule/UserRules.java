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
import dev.nightjar.pipelines.settings.sql.SqlText;
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
   * How many users each condition holds for.
   *
   * @throws RuleException naming every condition that fails on a user
   */
  static long[] count(StageRun run, List<String> conditions) {
    long[] counts = new long[conditions.size()];
    List<String> problems = new ArrayList<>();
    for (int flag = 0; flag < counts.length; flag++) {
      try {
        counts[flag] = known(run).where(expr(conditions.get(flag))).count();
      } catch (Exception e) { // Scala throws checked exceptions undeclared
        problems.add(
            "condition "
                + conditions.get(flag)
                + " fails on a user: "
                + SqlText.firstLine(e)
                + "; where a value may not convert, try_cast gives null");
      }
    }
    if (!problems.isEmpty()) {
      throw new RuleException(problems);
    }
    return counts;
  }

  private static scala.collection.immutable.Seq<String> on(String column) {
    return CollectionConverters.asScala(List.of(column)).toSeq();
  }
}
