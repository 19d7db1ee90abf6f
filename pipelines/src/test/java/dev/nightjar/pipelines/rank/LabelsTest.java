package dev.nightjar.pipelines.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.fold.CatalogRows;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class LabelsTest {

  private static final String[] IDS = {"a", "b", null, "c", "d"};

  @Test
  void titlesAndLastLevelsOfCategoriesStandAtTheDenseIndexOfTheirItem(SparkSession spark) {
    Dataset<Row> catalog =
        spark.sql(
            "SELECT * FROM VALUES ('c', 'Capo', 'Books '), ('z', 'of no index', 'Books'),"
                + " ('b', null, null), ('a', 'Ukulele', 'Music > Strings > Ukuleles')"
                + " AS items(item_id, title, category)");
    Labels labels =
        Labels.of(new CatalogRows(Catalog.of(5), IDS, List.of(), new float[5]), catalog);
    assertArrayEquals(IDS, labels.ids());
    assertArrayEquals(new String[] {"Ukulele", "b", null, "Capo", "d"}, labels.titles());
    assertArrayEquals(new String[] {"Ukuleles", null, null, "Books", null}, labels.categories());
  }
}
