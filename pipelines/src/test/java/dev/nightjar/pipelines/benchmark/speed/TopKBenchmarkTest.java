package dev.nightjar.pipelines.benchmark.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class TopKBenchmarkTest {
  @Test
  void nightjarAndMllibGiveTheSameLists(SparkSession spark) {
    List<ResultLine> lines = new TopKBenchmark(300, 1100, 7, 5, 20, 42, 1000).run(spark);
    assertEquals(
        List.of("nightjar", "mllib", "matmul"), lines.stream().map(ResultLine::model).toList());
    assertEquals("true", lines.get(0).figures().get("same"));
    assertTrue(Long.parseLong(lines.get(0).figures().get("users_per_s")) > 0);
    assertTrue(lines.get(1).toString().startsWith("RESULT model=mllib users_per_s="));
  }

  @Test
  void mllibIsLeftOutWhereNothingIsToBeCompared(SparkSession spark) {
    List<ResultLine> lines = new TopKBenchmark(30, 50, 3, 5, 0, 42, 0).run(spark);
    assertEquals(List.of("nightjar", "matmul"), lines.stream().map(ResultLine::model).toList());
    assertFalse(lines.get(0).figures().containsKey("same"));
  }

  @Test
  void aListLengthOfZeroIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new TopKBenchmark(1, 1, 1, 0, 0, 42, 1));
    assertEquals("--k is 0; give a number from 1", e.getMessage());
  }
}
