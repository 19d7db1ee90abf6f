package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ExactSumsTest {

  @Test
  void theOrderOfTheRowsDoesNotShow(SparkSession spark) {
    List<Double> values = new ArrayList<>(List.of(1e6, 0.1, 0.2, 0.3, 1e-7, 123.456, 0.7, 1e5 / 3));
    Set<Row> exact = new HashSet<>();
    Set<Double> plain = new HashSet<>();
    Random random = new Random(3);
    for (int order = 0; order < 4; order++) {
      Collections.shuffle(values, random);
      plain.add(values.stream().reduce(0d, Double::sum));
      exact.add(
          spark
              .createDataset(values, Encoders.DOUBLE())
              .repartition(1 + order % 3)
              .agg(ExactSums.of(col("value")), ExactSums.mean(col("value")))
              .first());
    }
    assertTrue(plain.size() > 1, "these doubles show the order of their sum");
    assertEquals(1, exact.size(), exact::toString);
    Row row = exact.iterator().next();
    assertEquals(1e6 + 1e5 / 3 + 124.7560001, row.getDouble(0), 1e-6);
    assertEquals(row.getDouble(0) / 8, row.getDouble(1), 1e-9);
  }
}
