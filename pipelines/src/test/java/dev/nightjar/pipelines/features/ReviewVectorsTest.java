package dev.nightjar.pipelines.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

final class ReviewVectorsTest {

  @Test
  void aFoldSeesOnlyReviewsFromBeforeItsCutoff() {
    List<Row> rows =
        List.of(review(3, 20, 1, 0), review(3, 10, 0, 1), review(3, 1, 0, 1), review(9, 2, 4, 2));
    List<String> means = new ArrayList<>();
    ReviewVectors.means(rows.iterator(), 14, 7, 0)
        .forEachRemaining(
            r ->
                means.add(
                    r.getInt(0) + " " + r.getInt(1) + " " + Arrays.toString((Float[]) r.get(2))));
    assertEquals(
        List.of(
            "14 3 [1.0, 0.0]", "7 3 [0.5, 0.5]", "0 3 [0.33333334, 0.6666667]", "0 9 [4.0, 2.0]"),
        means);
  }

  private static Row review(int item, double age, float x, float y) {
    return RowFactory.create(item, age, "r", CollectionConverters.asScala(List.of(x, y)).toSeq());
  }
}
