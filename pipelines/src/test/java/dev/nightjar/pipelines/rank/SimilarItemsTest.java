package dev.nightjar.pipelines.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.models.CandidateModels;
import dev.nightjar.pipelines.candidate.neighbour.Neighbours;
import dev.nightjar.pipelines.fold.CatalogRows;
import dev.nightjar.pipelines.fold.FoldModels;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.settings.CandidateSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Texts: cosine of a and b 0.6, of b and c 0.8, of a and c 0; d is sold out, e has no text, and the
 * last item no profile. After a two users took c and one took b.
 */
@ExtendWith(SparkExtension.class)
final class SimilarItemsTest {

  private static final String[] IDS = {"a", "b", "c", "d", "e", null};
  private static final Vectors TEXT =
      new Vectors(6, 2, new float[] {2, 0, 3, 4, 0, 1, 5, 0, 0, 0, 1, 0});

  @Test
  void halfOfTheScoreIsTheTextsAndHalfWhatFollows(SparkSession spark) {
    FoldModels models = models(spark, TEXT);
    Neighbours next = models.models().itemToItem();
    double follows = next.weight(0, 1) / next.weight(0, 2);
    List<Row> ofA =
        lists(spark, models, 3).where("item_id = 'a'").orderBy("position").collectAsList();
    assertEquals(2, ofA.size(), ofA::toString);
    assertRow(
        1, "b", (0.6 + follows) / 2, List.of("often chosen next", "described alike"), ofA.get(0));
    assertRow(2, "c", 0.5, List.of("often chosen next"), ofA.get(1));
  }

  @Test
  void whatIsSoldOutOrWithoutAProfileIsInNoListButWhatIsSoldOutHasOne(SparkSession spark) {
    Dataset<Row> lists = lists(spark, models(spark, TEXT), 5);
    assertEquals(List.of("a", "b", "c"), distinct(lists, "similar_item_id"));
    assertEquals(List.of("a", "b", "c", "d"), distinct(lists, "item_id"));
    assertEquals(0, lists.where("item_id = similar_item_id").count());
  }

  @Test
  void aListHasTheLengthThatIsAskedForAndItsPlacesCount(SparkSession spark) {
    Dataset<Row> lists = lists(spark, models(spark, TEXT), 1);
    assertEquals(4, lists.count());
    assertEquals(4, lists.where("position = 1").count());
  }

  @Test
  void withoutTextsWhatFollowsIsEnough(SparkSession spark) {
    List<Row> ofA =
        lists(spark, models(spark, Vectors.absent(6)), 3)
            .where("item_id = 'a'")
            .orderBy("position")
            .collectAsList();
    assertEquals(2, ofA.size(), ofA::toString);
    assertRow(1, "c", 0.5, List.of("often chosen next"), ofA.get(0));
  }

  private static void assertRow(
      int position, String id, double score, List<String> reasons, Row row) {
    assertEquals(position, row.<Integer>getAs("position"));
    assertEquals(id, row.getAs("similar_item_id"));
    assertEquals(score, row.<Double>getAs("score"), 2e-6);
    assertEquals(reasons, row.getList(row.fieldIndex("reasons")));
  }

  private static List<String> distinct(Dataset<Row> rows, String column) {
    return rows.select(column).distinct().collectAsList().stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  private static Dataset<Row> lists(SparkSession spark, FoldModels models, int length) {
    Labels labels = new Labels(IDS, IDS, new String[6]);
    return SimilarItems.of(spark, models, labels, length, new Broadcasts(spark));
  }

  private static FoldModels models(SparkSession spark, Vectors text) {
    Catalog catalog =
        Catalog.of(6)
            .withText(text)
            .withAvailable(new boolean[] {true, true, true, false, true, true});
    Dataset<Row> histories =
        Histories.fromSteps(
            spark.sql(
                "SELECT * FROM VALUES (0, 0, 0, 1F), (0, 2, 1, 1F), (1, 0, 0, 1F), (1, 2, 1, 1F),"
                    + " (2, 0, 0, 1F), (2, 1, 1, 1F) AS e(user, item, position, weight)"));
    CandidateSettings settings =
        ShippedSettings.with("train.sources = [item-to-item]").train().candidates();
    return new FoldModels(
        new CatalogRows(catalog, IDS, List.of(), new float[6]),
        CandidateModels.fit(histories, catalog, settings));
  }
}
