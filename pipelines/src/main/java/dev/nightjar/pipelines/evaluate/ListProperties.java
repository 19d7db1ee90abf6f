package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.metric.Bootstrap;
import dev.nightjar.pipelines.metric.CatalogMetrics;
import dev.nightjar.pipelines.metric.Interval;
import dev.nightjar.pipelines.metric.Jackknife;
import dev.nightjar.pipelines.metric.ListMetrics;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What lists are like, whatever users took: rows of the table {@code metrics} over all test users.
 * {@code diversity} is that of one list and {@code novelty} the mean of its items, both over users
 * whose list is long enough; {@code coverage} and {@code gini} are of all lists together.
 */
final class ListProperties {

  private static final double LEVEL = 0.95;

  private final int k;
  private final int resamples;
  private final long seed;
  private final Vectors vectors;
  private final double[] lengths;
  private final double[] information;

  /**
   * The same for all models of a night.
   *
   * @param k length of the judged list
   * @param vectors of the items, any length
   * @param interactions before the cutoff, by item
   */
  ListProperties(int k, int resamples, long seed, Vectors vectors, long[] interactions) {
    this.k = k;
    this.resamples = resamples;
    this.seed = seed;
    this.vectors = vectors;
    this.lengths = new double[vectors.count()];
    Arrays.setAll(lengths, item -> Math.sqrt(vectors.dotProduct(item, vectors, item)));
    this.information = CatalogMetrics.selfInformation(interactions);
  }

  static ListProperties of(StageRun run, TestFold fold) {
    long[] interactions = new long[fold.catalog().items()];
    run.readFold(Table.ITEM_PROFILES, Fold.TEST)
        .select("item", "interactions")
        .where("interactions IS NOT NULL")
        .collectAsList()
        .forEach(row -> interactions[row.getInt(0)] = row.getLong(1));
    return new ListProperties(
        run.settings().evaluate().k(),
        run.settings().evaluate().resamples(),
        run.settings().seed(),
        fold.catalog().text(),
        interactions);
  }

  /** {@code model, segment, metric, value, low, high, users}. */
  List<Row> of(String model, List<JudgedList> users) {
    List<int[]> lists =
        users.stream()
            .map(user -> Arrays.copyOf(user.list(), Math.min(k, user.list().length)))
            .toList();
    int items = Math.max(1, information.length);
    List<Row> rows = new ArrayList<>();
    rows.add(row(model, "coverage", Jackknife.coverage(lists, items), lists.size()));
    rows.add(row(model, "gini", Jackknife.gini(lists, items), lists.size()));
    double[] novelty =
        lists.stream().filter(list -> list.length > 0).mapToDouble(this::novelty).toArray();
    rows.addAll(mean(model, "novelty", novelty));
    if (!vectors.isAbsent()) {
      double[] diversity =
          lists.stream()
              .filter(list -> list.length > 1)
              .mapToDouble(list -> ListMetrics.diversity(list, this::cosine))
              .toArray();
      rows.addAll(mean(model, "diversity", diversity));
    }
    return rows;
  }

  private double novelty(int[] list) {
    return Arrays.stream(list).mapToDouble(item -> information[item]).sum() / list.length;
  }

  private double cosine(int first, int second) {
    double product = lengths[first] * lengths[second];
    return product > 0 ? vectors.dotProduct(first, vectors, second) / product : 0;
  }

  private List<Row> mean(String model, String metric, double[] values) {
    return values.length == 0
        ? List.of()
        : List.of(
            row(model, metric, Bootstrap.interval(values, LEVEL, resamples, seed), values.length));
  }

  private Row row(String model, String metric, Interval interval, long users) {
    return RowFactory.create(
        model,
        Segment.ALL.word(),
        metric + "@" + k,
        interval.mean(),
        interval.low(),
        interval.high(),
        users);
  }
}
