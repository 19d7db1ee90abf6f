package dev.nightjar.udfs.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.udfs.sql.function.EmbedSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an executor holds while it embeds, with a graph so small that many rows take no time. */
@ExtendWith(SparkExtension.class)
class EmbedMemoryTest {

  private final SparkSession spark;

  EmbedMemoryTest(SparkSession spark, @TempDir Path directory) throws IOException {
    this.spark = spark;
    TinyModel.pooled(directory);
    spark.conf().set(EmbedSetting.MODEL.key(), directory.toUri().toString());
  }

  @Test
  void heapDoesNotGrowWithThePartition() {
    spark.conf().set(EmbedSetting.CACHE_BYTES.key(), "100000");
    spark.conf().set(EmbedSetting.WINDOW_ROWS.key(), "1024");
    long once = heap(4_000);
    long four = heap(16_000);
    long sixteen = heap(64_000);
    String heaps = once + ", " + four + ", " + sixteen + " MiB";
    System.out.println("heap while embedding 1x, 4x and 16x rows a partition: " + heaps);
    assertTrue(sixteen <= once + 16, heaps);
  }

  /** The most live heap in MiB, seen at eight places of a partition. */
  private long heap(int rows) {
    MapPartitionsFunction<Row, Long> watch =
        vectors -> {
          long most = 0;
          for (int row = 0; vectors.hasNext(); row++) {
            vectors.next();
            if (row % (rows / 8) == rows / 16) {
              System.gc();
              Runtime runtime = Runtime.getRuntime();
              most = Math.max(most, runtime.totalMemory() - runtime.freeMemory());
            }
          }
          return List.of(most >> 20).iterator();
        };
    Dataset<Row> vectors =
        spark.sql(
            "SELECT id, embed_text(concat('a text of some length with the number ', id)) AS v FROM"
                + " range(0, %d, 1, 1)".formatted(rows));
    return vectors.mapPartitions(watch, Encoders.LONG()).head();
  }

  @Test
  void aTextIsEmbeddedOnceHoweverManyCopiesAndPartitionsThereAre() {
    Dataset<Row> query =
        spark.sql(
            "SELECT id, embed_text(concat('copy ', id % 1000)) AS v FROM range(0, 10000, 1, 4)");
    List<Row> rows = query.collectAsList();
    assertEquals(10_000, rows.size());
    assertEquals(1000, EmbedLimitTest.metric(query, "texts"));
    assertEquals(9000, EmbedLimitTest.metric(query, "repeated"));
    for (int i = 0; i < 1000; i++) {
      assertEquals(rows.get(i).getList(1), rows.get(i + 5000).getList(1));
    }
  }

  @Test
  void windowsAreCutByBytesToo() {
    spark.conf().set(EmbedSetting.WINDOW_BYTES.key(), "2000");
    Dataset<Row> query =
        spark.sql(
            "SELECT id, embed_text(concat(repeat('long ', 100), id)) AS v FROM range(0, 50, 1, 1)");
    List<Long> ids = new ArrayList<>();
    query.collectAsList().forEach(row -> ids.add(row.getLong(0)));
    assertEquals(50, ids.size());
    for (int i = 0; i < 50; i++) {
      assertEquals(i, ids.get(i));
    }
    assertTrue(EmbedLimitTest.metric(query, "batches") >= 12);
  }
}
