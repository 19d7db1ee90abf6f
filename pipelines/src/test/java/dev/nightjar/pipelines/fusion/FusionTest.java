package dev.nightjar.pipelines.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.TasteLog;
import dev.nightjar.pipelines.candidate.models.CandidateModels;
import dev.nightjar.pipelines.fusion.ranker.TrainedRanker;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class FusionTest {
  private static final StructType TARGETS =
      new StructType()
          .add("user", DataTypes.IntegerType, false)
          .add("items", DataTypes.createArrayType(DataTypes.IntegerType, false), false);
  private static final Fusion FUSION =
      Fusion.of(
          ShippedSettings.with("train.als { rank = 8, iterations = 8 }", "rank.new-items = 0"));

  @Test
  void theRankerFindsTheNextStepOfTheWalk(SparkSession spark) {
    List<History> all = TasteLog.histories(11);
    List<History> past = all.stream().map(history -> history.without(1)).toList();
    Dataset<Row> histories = TasteLog.dataset(spark, past);
    Catalog catalog = TasteLog.catalog(11);
    CandidateModels models = CandidateModels.fit(histories, catalog, FUSION.candidates());
    TrainedRanker trained = FUSION.train(histories, lastItems(spark, all), catalog, models);
    assertTrue(trained.ndcg() > 0.7, trained.toString());

    Dataset<Row> users = TasteLog.dataset(spark, List.of(History.of(2, 6, 10, 14)));
    List<Row> list =
        FUSION
            .recommender(models, catalog, trained.ranker(), 5)
            .recommend(users, new Broadcasts(spark))
            .collectAsList();
    assertEquals(5, list.size());
    assertEquals(18, list.get(0).<Integer>getAs("item"));
    assertEquals(1, list.get(0).<Integer>getAs("position"));
    assertTrue(List.of(6, 10, 14).contains(list.get(0).<Integer>getAs("because")));
    for (Row row : list) {
      double sum = trained.ranker().base();
      for (float part : row.<Float>getList(row.fieldIndex("contributions"))) {
        sum += part;
      }
      assertEquals(row.<Float>getAs("score"), sum, 1e-4);
    }
  }

  @Test
  void aUserWithoutHistoryGetsWhatIsPopular(SparkSession spark) {
    List<History> all = TasteLog.histories(11);
    Dataset<Row> histories =
        TasteLog.dataset(spark, all.stream().map(history -> history.without(1)).toList());
    Catalog catalog = TasteLog.catalog(11);
    CandidateModels models = CandidateModels.fit(histories, catalog, FUSION.candidates());
    TrainedRanker trained = FUSION.train(histories, lastItems(spark, all), catalog, models);
    Dataset<Row> users = TasteLog.dataset(spark, List.of(History.empty(500)));
    List<Row> list =
        FUSION
            .recommender(models, catalog, trained.ranker(), 3)
            .recommend(users, new Broadcasts(spark))
            .collectAsList();
    assertEquals(3, list.size());
    list.forEach(row -> assertEquals("popularity", row.<String>getAs("source")));
  }

  private static Dataset<Row> lastItems(SparkSession spark, List<History> histories) {
    List<Row> rows = new ArrayList<>();
    for (History history : histories) {
      rows.add(
          RowFactory.create(history.user(), new Integer[] {history.items()[history.size() - 1]}));
    }
    return spark.createDataFrame(rows, TARGETS);
  }

  @Test
  void theSameUsersInOtherPartitionsGetTheSameListsToTheBit(SparkSession spark) {
    List<History> all = TasteLog.histories(11);
    Dataset<Row> histories =
        TasteLog.dataset(spark, all.stream().map(history -> history.without(1)).toList());
    Catalog catalog = TasteLog.catalog(11);
    CandidateModels models = CandidateModels.fit(histories, catalog, FUSION.candidates());
    TrainedRanker trained = FUSION.train(histories, lastItems(spark, all), catalog, models);
    Recommender recommender = FUSION.recommender(models, catalog, trained.ranker(), 5);
    Broadcasts shared = new Broadcasts(spark);
    List<Row> once = inOrder(recommender.recommend(histories, shared));
    List<Row> again = inOrder(recommender.recommend(histories.repartition(7), shared));
    assertEquals(once, again);
    List<Row> plain = inOrder(recommender.rank(histories, shared));
    for (int row = 0; row < once.size(); row++) {
      assertEquals(once.get(row).<Integer>getAs("item"), plain.get(row).<Integer>getAs("item"));
    }
    shared.close();
  }

  private static List<Row> inOrder(Dataset<Row> lists) {
    return lists.orderBy("user", "position").collectAsList();
  }
}
