package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.topk.TaskSize;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The lists that one source would make alone. */
public final class SourceLists {

  /** {@code user INT, position INT (from 1), item INT, score FLOAT, because INT}. */
  public static final StructType SCHEMA =
      new StructType()
          .add("user", DataTypes.IntegerType, false)
          .add("position", DataTypes.IntegerType, false)
          .add("item", DataTypes.IntegerType, false)
          .add("score", DataTypes.FloatType, false)
          .add("because", DataTypes.IntegerType, false);

  private SourceLists() {}

  /**
   * The best {@code pool.perSource()} items a user, rows of {@link #SCHEMA}.
   *
   * @param shared holds the source until the lists are read
   */
  public static Dataset<Row> of(
      Dataset<Row> histories,
      CandidateSource source,
      Catalog catalog,
      PoolLimits pool,
      Broadcasts shared) {
    PoolPlan plan = PoolPlan.of(source, catalog, pool);
    Broadcast<PoolPlan> sent = shared.send(plan);
    Dataset<Row> users = TaskSize.spread(histories, plan.productsOfAUser());
    return histories
        .sparkSession()
        .createDataFrame(
            Histories.rdd(users, catalog.items()).mapPartitions(part -> lists(part, sent.value())),
            SCHEMA);
  }

  private static Iterator<Row> lists(Iterator<History> users, PoolPlan plan) {
    Iterator<List<Row>> lists =
        plan.newPool().propose(users, user -> user, (user, proposals) -> list(proposals));
    Iterable<List<Row>> all = () -> lists;
    return StreamSupport.stream(all.spliterator(), false).flatMap(List::stream).iterator();
  }

  private static List<Row> list(Proposals proposals) {
    History user = proposals.user();
    int[] items = proposals.list(0);
    int[] because = proposals.source(0).because(user, items);
    List<Row> rows = new ArrayList<>(items.length);
    for (int place = 0; place < items.length; place++) {
      int item = items[place];
      rows.add(
          RowFactory.create(
              user.user(), place + 1, item, proposals.score(0, item), because[place]));
    }
    return rows;
  }
}
