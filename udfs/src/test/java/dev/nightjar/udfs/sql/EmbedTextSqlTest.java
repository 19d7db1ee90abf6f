package dev.nightjar.udfs.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.udfs.embed.Device;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class EmbedTextSqlTest {

  private static final String TEXTS =
      "(SELECT id, IF(id % 7 = 3, NULL, concat('a text about ', repeat('guitars ', int(id % 5)), id"
          + " % 10)) AS text, 'unused' AS unused FROM range(0, 200, 1, 3)) AS texts";

  @Test
  void rowsKeepTheirOrderAndNullsStayNull(SparkSession spark) {
    List<Row> rows =
        spark.sql("SELECT id, text, embed_text(text) AS v FROM " + TEXTS).collectAsList();
    assertEquals(200, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(i, rows.get(i).getLong(0));
      if (i % 7 == 3) {
        assertNull(rows.get(i).get(2));
      } else {
        assertEquals(384, rows.get(i).getList(2).size());
      }
    }
    assertEquals(rows.get(0).getList(2), rows.get(50).getList(2).subList(0, 384));
  }

  @Test
  void thePlanHasOneOperatorThatCarriesOnlyWhatIsNeeded(SparkSession spark) {
    String plan =
        spark
            .sql("SELECT id, embed_text(text) AS v FROM " + TEXTS)
            .queryExecution()
            .explainString(org.apache.spark.sql.execution.ExplainMode.fromString("simple"));
    assertTrue(plan.contains("EmbedTexts [embed_text("), plan);
    assertTrue(plan.contains("device=cpu, carrying [id"), plan);
  }

  @Test
  void theCardNamesTheModel(SparkSession spark) {
    ModelCard card = ModelCard.of(spark);
    assertEquals(384, card.dimension());
    assertEquals(256, card.maxTokens());
    assertEquals(Device.CPU, card.device());
    assertTrue(card.modelId().startsWith("all-minilm-l6-v2-"), card.modelId());
  }
}
