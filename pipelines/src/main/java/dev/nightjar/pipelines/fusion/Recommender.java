package dev.nightjar.pipelines.fusion;

import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.fusion.feature.FeatureSet;
import dev.nightjar.pipelines.fusion.pool.PoolPlan;
import dev.nightjar.pipelines.fusion.pool.Proposals;
import dev.nightjar.pipelines.fusion.ranker.Ranker;
import dev.nightjar.pipelines.fusion.rule.ListRules;
import dev.nightjar.pipelines.fusion.rule.RuledUser;
import dev.nightjar.pipelines.fusion.rule.Selection;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.settings.RankSettings;
import dev.nightjar.pipelines.topk.BatchTopK;
import dev.nightjar.pipelines.topk.TaskSize;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Ranked lists for users, the same code for the night and the benchmarks.
 *
 * @param plan where candidates come from
 * @param features of the candidates; those that the ranker knows are taken, in its order
 * @param ranker orders the pool
 * @param newItems places that a list keeps for them
 * @param top items a user gets at most
 * @param rules for what may stand in a list
 */
public record Recommender(
    PoolPlan plan, FeatureSet features, Ranker ranker, NewItems newItems, int top, ListRules rules)
    implements Serializable {

  /** The source of an item that no source proposed: a rule pins it to its place. */
  public static final String PINNED = "pinned";

  /**
   * The column that lists under rules have more: {@code ARRAY<INT>}, in the first place of a list
   * what each rule did to it, as in {@link Selection}, null in the others.
   */
  public static final String EFFECTS = "effects";

  /** {@code user INT, position INT (from 1), item INT, score FLOAT}. */
  public static final StructType PLAIN =
      new StructType()
          .add("user", DataTypes.IntegerType, false)
          .add("position", DataTypes.IntegerType, false)
          .add("item", DataTypes.IntegerType, false)
          .add("score", DataTypes.FloatType, false);

  /**
   * {@code user INT, position INT, item INT, score FLOAT, source STRING, because INT, contributions
   * ARRAY<FLOAT>, lead FLOAT}: positions count from 1; the source is the one with the largest
   * contribution of those that proposed the item, {@link #PINNED} where none did; because is an
   * item of the history or -1; contributions follow the ranker's features and add up to the score
   * less the ranker's base; lead is the score less the largest of the user's candidates.
   */
  public static final StructType SCHEMA =
      PLAIN
          .add("source", DataTypes.StringType, false)
          .add("because", DataTypes.IntegerType, false)
          .add("contributions", DataTypes.createArrayType(DataTypes.FloatType, false), false)
          .add("lead", DataTypes.FloatType, false);

  public Recommender {
    features = features.alignedTo(ranker.features());
  }

  /**
   * The same under rules.
   *
   * @return takes histories with the columns of {@link RuledUser} too, and gives lists with {@link
   *     #EFFECTS}; where there are no rules, it is this one
   */
  public Recommender under(ListRules others) {
    return others.isNone()
        ? this
        : new Recommender(
            plan.without(others.leftOutForEverybody()), features, ranker, newItems, top, others);
  }

  /**
   * The same where sources look at a part of large catalogs, as {@link PoolPlan#pruned} says.
   *
   * @param histories of which a sample is asked both ways
   * @param say gets a line a source
   */
  public Recommender pruned(
      RankSettings.Pruning settings, Dataset<Row> histories, long seed, Consumer<String> say) {
    if (!settings.isOn()) {
      return this;
    }
    List<History> sample =
        Histories.rdd(Examples.sample(histories, BatchTopK.USERS, seed), plan.catalog().items())
            .collect();
    return new Recommender(
        plan.pruned(settings, sample, say), features, ranker, newItems, top, rules);
  }

  /**
   * Rows of {@link #SCHEMA}, a list a user of {@code histories}.
   *
   * @param shared holds the models until the lists are written
   */
  public Dataset<Row> recommend(Dataset<Row> histories, Broadcasts shared) {
    return lists(histories, Recommender::explained, SCHEMA, shared);
  }

  /** The same lists without reasons, which costs less; rows of {@link #PLAIN}. */
  public Dataset<Row> rank(Dataset<Row> histories, Broadcasts shared) {
    return lists(histories, Recommender::plain, PLAIN, shared);
  }

  /**
   * Where an item stands for the one user of {@code histories}, by the same work that makes lists.
   *
   * @param item dense
   */
  public Standing standing(Dataset<Row> histories, int item) {
    try (Broadcasts shared = new Broadcasts(histories.sparkSession())) {
      Broadcast<Recommender> sent = shared.send(this);
      return users(histories).mapPartitions(part -> sent.value().standings(part, item)).first();
    }
  }

  private Iterator<Standing> standings(Iterator<RuledUser> users, int item) {
    return plan.newPool()
        .propose(
            users,
            RuledUser::history,
            (user, proposals) -> Standing.of(this, user, proposals, item));
  }

  private Dataset<Row> lists(
      Dataset<Row> histories, RowWriter writer, StructType schema, Broadcasts shared) {
    Broadcast<Recommender> sent = shared.send(this);
    Dataset<Row> users = TaskSize.spread(histories, plan.productsOfAUser());
    return histories
        .sparkSession()
        .createDataFrame(
            users(users).mapPartitions(part -> sent.value().lists(part, writer)),
            rules.isNone()
                ? schema
                : schema.add(EFFECTS, DataTypes.createArrayType(DataTypes.IntegerType, false)));
  }

  private JavaRDD<RuledUser> users(Dataset<Row> histories) {
    int items = plan.catalog().items();
    return rules.isNone()
        ? Histories.rdd(histories, items).map(RuledUser::free)
        : RuledUser.rdd(histories, items);
  }

  private Iterator<Row> lists(Iterator<RuledUser> users, RowWriter writer) {
    Iterator<List<Row>> lists =
        plan.newPool()
            .propose(users, RuledUser::history, (user, proposals) -> list(user, proposals, writer));
    Iterable<List<Row>> all = () -> lists;
    return StreamSupport.stream(all.spliterator(), false).flatMap(List::stream).iterator();
  }

  /**
   * The ranker's scores of items less the largest of the user's candidates; only within a user are
   * scores alike.
   *
   * @param items asked for, proposed or not
   */
  float[] leads(Proposals proposals, int[] items) {
    float[] leads = scores(proposals, items);
    int[] proposed = proposals.items();
    float best = best(proposed.length > 0 ? scores(proposals, proposed) : leads);
    for (int i = 0; i < leads.length; i++) {
      leads[i] -= best;
    }
    return leads;
  }

  private float[] scores(Proposals proposals, int[] items) {
    return ranker.scores(features.of(proposals, items), items.length);
  }

  static float best(float[] scores) {
    float best = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      best = Math.max(best, score);
    }
    return best;
  }

  private List<Row> list(RuledUser user, Proposals proposals, RowWriter writer) {
    UserRanking ranking = UserRanking.of(this, user, proposals);
    int[] items = ranking.candidates().items();
    float[] scores = ranking.candidates().scores();
    float best = ranking.best();
    List<Ranked> list = new ArrayList<>();
    for (int i : ranking.selection().chosen()) {
      float[] own =
          Arrays.copyOfRange(ranking.features(), i * features.width(), (i + 1) * features.width());
      list.add(new Ranked(list.size() + 1, items[i], scores[i], scores[i] - best, own));
    }
    List<Row> rows = writer.rows(this, proposals, list);
    return rules.isNone() ? rows : withEffects(rows, ranking.selection());
  }

  private static List<Row> withEffects(List<Row> rows, Selection selection) {
    List<Row> more = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Object[] values = new Object[row.length() + 1];
      for (int column = 0; column < row.length(); column++) {
        values[column] = row.get(column);
      }
      values[row.length()] =
          more.isEmpty()
              ? Arrays.stream(selection.effects()).boxed().toArray(Integer[]::new)
              : null;
      more.add(RowFactory.create(values));
    }
    return more;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  private record Ranked(int position, int item, float score, float lead, float[] features) {}

  private interface RowWriter extends Serializable {
    List<Row> rows(Recommender recommender, Proposals proposals, List<Ranked> list);
  }

  private static List<Row> plain(Recommender recommender, Proposals proposals, List<Ranked> list) {
    int user = proposals.user().user();
    return list.stream()
        .map(ranked -> RowFactory.create(user, ranked.position(), ranked.item(), ranked.score()))
        .toList();
  }

  private static List<Row> explained(
      Recommender recommender, Proposals proposals, List<Ranked> list) {
    double[][] parts = new double[list.size()][];
    int[] strongest = new int[list.size()];
    for (int i = 0; i < strongest.length; i++) {
      parts[i] = recommender.ranker.contributions(list.get(i).features(), 0);
      strongest[i] =
          proposals.strongest(list.get(i).item(), recommender.features.bySource(parts[i]));
    }
    int[] because = because(proposals, list, strongest);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < strongest.length; i++) {
      Ranked ranked = list.get(i);
      rows.add(
          RowFactory.create(
              proposals.user().user(),
              ranked.position(),
              ranked.item(),
              ranked.score(),
              strongest[i] < 0 ? PINNED : proposals.source(strongest[i]).name(),
              because[i],
              Arrays.stream(parts[i]).mapToObj(part -> (float) part).toArray(Float[]::new),
              ranked.lead()));
    }
    return rows;
  }

  /** Asks each source once for all the items that it stands for. */
  private static int[] because(Proposals proposals, List<Ranked> list, int[] strongest) {
    int[] because = new int[strongest.length];
    Arrays.fill(because, -1);
    for (int source : IntStream.of(strongest).filter(s -> s >= 0).distinct().toArray()) {
      int[] places =
          IntStream.range(0, strongest.length).filter(i -> strongest[i] == source).toArray();
      int[] items = Arrays.stream(places).map(i -> list.get(i).item()).toArray();
      int[] answers = proposals.source(source).because(proposals.user(), items);
      for (int i = 0; i < places.length; i++) {
        because[places[i]] = answers[i];
      }
    }
    return because;
  }
}
