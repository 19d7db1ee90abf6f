package dev.nightjar.pipelines.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Of four users who dislike an item the share of likes is below 0.49, of three below 0.56. */
@ExtendWith(SparkExtension.class)
final class DislikedItemTest {

  @Test
  void whatIsDislikedBeyondDoubtAndOnListsIsShownTheMostDislikedFirst(SparkSession spark) {
    Dataset<Row> profiles =
        spark.sql(
            "SELECT item_id, CAST(likes AS BIGINT) likes, CAST(dislikes AS BIGINT) dislikes,"
                + " rating_mean, CAST(rating_count AS BIGINT) rating_count FROM VALUES"
                + " ('four', 0, 4, 1d, 1), ('three', 0, 3, null, 0), ('loved', 9, 1, 4.8d, 9),"
                + " ('unlisted', 0, 90, 1d, 90), ('rated', null, null, 1.1d, 60),"
                + " ('split', 40, 50, 2.9d, 90) AS p(item_id, likes, dislikes, rating_mean,"
                + " rating_count)");
    Dataset<Row> lists =
        spark.sql(
            "SELECT * FROM VALUES ('u', 'four'), ('v', 'four'), ('u', 'three'), ('u', 'loved'),"
                + " ('u', 'rated'), ('u', 'split') AS lists(user_id, item_id)");
    Dataset<Row> items = spark.sql("SELECT 'four' item_id, 'Title of four' title");

    assertEquals(
        List.of(
            new DislikedItem(
                new DislikedItem.Item("rated", "rated"), 1, 0, 0, new DislikedItem.Rated(1.1, 60)),
            new DislikedItem(
                new DislikedItem.Item("four", "Title of four"),
                2,
                0,
                4,
                new DislikedItem.Rated(1, 1))),
        DislikedItem.of(profiles, lists, items));
  }
}
