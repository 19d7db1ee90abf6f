package dev.nightjar.pipelines.fusion;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.Top;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Ranked lists for users, the same code for the night and the benchmarks.
 *
 * @param sources where candidates come from
 * @param features of the ranker, in the order of the sources
 * @param ranker orders the pool
 * @param top items a user gets at most
 */
public record Recommender(
    List<CandidateSource> sources,
    Catalog catalog,
    PoolOptions pool,
    FeatureSet features,
    Ranker ranker,
    int top)
    implements Serializable {

  /**
   * {@code user INT, position INT (from 1), item INT, score FLOAT, source STRING (the one that
   * placed the item highest), because INT (history item or -1), contributions ARRAY<FLOAT>} in the
   * order of the ranker's features.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add("user", DataTypes.IntegerType, false)
          .add("position", DataTypes.IntegerType, false)
          .add("item", DataTypes.IntegerType, false)
          .add("score", DataTypes.FloatType, false)
          .add("source", DataTypes.StringType, false)
          .add("because", DataTypes.IntegerType, false)
          .add("contributions", DataTypes.createArrayType(DataTypes.FloatType, false), false);

  public Recommender {
    sources = new ArrayList<>(sources);
    if (!features.names().equals(ranker.features())) {
      throw new IllegalArgumentException(
          "the ranker was trained on %s but is given %s; train it with the same sources and catalog"
              .formatted(ranker.features(), features.names()));
    }
  }

  /** Rows of {@link #SCHEMA}, a list a user of {@code histories}. */
  public Dataset<Row> recommend(Dataset<Row> histories) {
    Broadcast<Recommender> shared =
        JavaSparkContext.fromSparkContext(histories.sparkSession().sparkContext()).broadcast(this);
    int items = catalog.items();
    return histories
        .sparkSession()
        .createDataFrame(
            Histories.rdd(histories, items).mapPartitions(users -> shared.value().lists(users)),
            SCHEMA);
  }

  private Iterator<Row> lists(Iterator<History> users) {
    CandidatePool proposals = new CandidatePool(sources, catalog, pool);
    Iterable<History> all = () -> users;
    return java.util.stream.StreamSupport.stream(all.spliterator(), false)
        .flatMap(user -> list(user, proposals).stream())
        .iterator();
  }

  private List<Row> list(History user, CandidatePool proposals) {
    int[] items = proposals.propose(user);
    float[] values = features.of(user, proposals, items);
    float[] scores = new float[items.length];
    for (int i = 0; i < items.length; i++) {
      scores[i] = (float) ranker.score(values, i * features.width());
    }
    int[] best = Arrays.copyOf(Top.order(scores, items), Math.min(top, items.length));
    List<Row> rows = new ArrayList<>(best.length);
    for (int place = 0; place < best.length; place++) {
      int item = items[best[place]];
      int source = proposals.strongest(item);
      rows.add(
          RowFactory.create(
              user.user(),
              place + 1,
              item,
              scores[best[place]],
              sources.get(source).name(),
              sources.get(source).because(user, item),
              boxed(ranker.contributions(values, best[place] * features.width()))));
    }
    return rows;
  }

  private static Float[] boxed(double[] parts) {
    return Arrays.stream(parts).mapToObj(part -> (float) part).toArray(Float[]::new);
  }
}
