package dev.nightjar.pipelines.fusion;

import dev.nightjar.pipelines.array.Numbers;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.fusion.pool.Proposals;
import dev.nightjar.pipelines.fusion.rating.RatedItems;
import dev.nightjar.pipelines.fusion.rating.Ratings;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.topk.TaskSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** The ranker's scores of what users rated after a cutoff. */
final class RatingExamples {
  private RatingExamples() {}

  /**
   * Collects them, by user.
   *
   * @param rated {@code user, items, ages, weights} before the cutoff, {@code known ARRAY<INT>,
   *     known_ratings ARRAY<FLOAT>} rated before it, {@code asked ARRAY<INT>, asked_ratings
   *     ARRAY<FLOAT>} rated after it
   * @param recommender of models that end at the cutoff
   */
  static List<RatedItems> of(Dataset<Row> rated, Recommender recommender) {
    List<RatedItems> users = new ArrayList<>();
    try (Broadcasts shared = new Broadcasts(rated.sparkSession())) {
      Broadcast<Recommender> sent = shared.send(recommender);
      users.addAll(
          TaskSize.spread(rated, recommender.plan().productsOfAUser())
              .select(
                  "user",
                  "items",
                  "ages",
                  "weights",
                  "known",
                  "known_ratings",
                  "asked",
                  "asked_ratings")
              .javaRDD()
              .map(row -> new Tuple2<>(Histories.of(row), row))
              .mapPartitions(partition -> scored(partition, sent.value()))
              .collect());
    }
    users.sort(Comparator.comparingInt(RatedItems::user)); // whatever the partitions
    return users;
  }

  private static Iterator<RatedItems> scored(
      Iterator<Tuple2<History, Row>> partition, Recommender recommender) {
    return recommender
        .plan()
        .newPool()
        .propose(
            partition, Tuple2::_1, (user, proposals) -> scored(user._2(), proposals, recommender));
  }

  private static RatedItems scored(Row row, Proposals proposals, Recommender recommender) {
    int[] asked = Numbers.ints(row.getList(6));
    float[] askedRatings = Numbers.floats(row.getList(7));
    int[] open =
        IntStream.range(0, asked.length).filter(i -> proposals.mayList(asked[i])).toArray();
    int[] items = new int[open.length];
    float[] ratings = new float[open.length];
    for (int i = 0; i < open.length; i++) {
      items[i] = asked[open[i]];
      ratings[i] = askedRatings[open[i]];
    }
    return new RatedItems(
        proposals.user().user(),
        new Ratings(Numbers.ints(row.getList(4)), Numbers.floats(row.getList(5))),
        new Ratings(items, ratings),
        recommender.leads(proposals, items));
  }
}
