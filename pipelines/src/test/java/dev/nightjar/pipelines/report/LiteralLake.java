package dev.nightjar.pipelines.report;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.table.Table;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** A lake with the tables that a report reads, written row by row. */
public final class LiteralLake {

  public static final LocalDate NIGHT = LocalDate.of(2026, 3, 14);

  private static final List<String> TITLES =
      List.of(
          "Aurora <script>alert(1)</script> Pedal",
          "Walnut & Maple Ukulele",
          "Brass Capo",
          "Studio Headphones, closed",
          "Phosphor Bronze Strings, light",
          "Condenser Microphone",
          "Folding Stand",
          "Beginner's Songbook",
          "Drum Keys \"Duo\"",
          "Travel Metronome",
          "Ebony Bow",
          "Rosin");

  private final SparkSession spark;
  private final Lake lake;

  public LiteralLake(SparkSession spark, String root) {
    this.spark = spark;
    this.lake = new Lake(spark, root);
  }

  public Lake lake() {
    return lake;
  }

  /** Everything, for two nights. */
  public LiteralLake full() {
    return nights(2);
  }

  /** Everything, for the last nights. */
  public LiteralLake nights(int nights) {
    items();
    quarantine();
    for (int back = nights - 1; back >= 0; back--) {
      LocalDate night = NIGHT.minusDays(back);
      metrics(night, 0.001 * back);
      lists(night, back);
      runs(night);
    }
    return this;
  }

  public void items() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < TITLES.size(); i++) {
      rows.add(
          RowFactory.create(
              "item-" + i,
              TITLES.get(i),
              null,
              i % 2 == 0 ? "Music > Strings" : "Music > Studio",
              null,
              9.5 + i,
              null,
              null,
              i != 11,
              null,
              null,
              "hash-" + i));
    }
    lake.upsert(Table.ITEMS, spark.createDataFrame(rows, Table.ITEMS.schema()));
  }

  public void quarantine() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(
          RowFactory.create(
              i < 4 ? "reviews" : "interactions",
              "hash-" + i,
              i < 4 ? "rating is outside 1 to 5" : "item_id names no item of the catalog",
              "{\"review_id\":\"r" + i + "\",\"text\":\"<b>bold</b>\",\"rating\":9.0}",
              Date.valueOf(NIGHT.minusDays(i % 2))));
    }
    lake.insertNew(Table.QUARANTINE, spark.createDataFrame(rows, Table.QUARANTINE.schema()));
  }

  public void metrics(LocalDate night, double less) {
    Map<String, Double> models =
        Map.of(
            "popularity",
            0.041,
            "als",
            0.118,
            "text",
            0.072,
            "item-to-item",
            0.124,
            "fused",
            0.151);
    List<Row> rows = new ArrayList<>();
    models.forEach(
        (model, ndcg) -> {
          for (String segment :
              List.of("all", "new-items", "new-users", "light-users", "heavy-users")) {
            double value = (ndcg - less) * (segment.equals("new-items") ? 0.4 : 1);
            rows.add(metric(night, model, segment, "ndcg@10", value, 0.007));
          }
          rows.add(metric(night, model, "all", "recall@10", ndcg * 1.7, 0.01));
          rows.add(
              RowFactory.create(
                  Date.valueOf(night), model, "all", "coverage@10", ndcg * 3, null, null, 1840L));
        });
    lake.replaceNight(Table.METRICS, night, spark.createDataFrame(rows, Table.METRICS.schema()));
  }

  public void lists(LocalDate night, int back) {
    List<Row> rows = new ArrayList<>();
    for (int user = 0; user < 8; user++) {
      for (int position = 1; position <= 10; position++) {
        int item = (user + position * (user % 3 == 0 ? 1 : 2) + back) % 11;
        rows.add(
            RowFactory.create(
                Date.valueOf(night),
                "user-" + user,
                position,
                "item-" + item,
                3.2 - 0.21 * position,
                0.3 / position,
                4.6 - 0.05 * position,
                List.of("als", "item-to-item", "text").get((user + position) % 3),
                scala(List.of("Because you bought " + TITLES.get((item + 3) % 11))),
                CollectionConverters.asScala(
                    Map.of("als_score", 0.61, "text_similarity", 0.32, "price_distance", -0.07))));
      }
    }
    lake.replaceNight(
        Table.RECOMMENDATIONS,
        night,
        spark.createDataFrame(dedupe(rows), Table.RECOMMENDATIONS.schema()));
    List<Row> similar = new ArrayList<>();
    for (int item = 0; item < 11; item++) {
      for (int position = 1; position <= 5; position++) {
        similar.add(
            RowFactory.create(
                Date.valueOf(night),
                "item-" + item,
                position,
                "item-" + (item + position) % 11,
                0.9 - 0.1 * position,
                scala(List.of("Often bought by the same people"))));
      }
    }
    lake.replaceNight(
        Table.SIMILAR_ITEMS, night, spark.createDataFrame(similar, Table.SIMILAR_ITEMS.schema()));
  }

  public void runs(LocalDate night) {
    List<Row> rows = new ArrayList<>();
    Instant start = Instant.parse(night.plusDays(1) + "T02:00:00Z");
    List<String> stages =
        List.of("ingest", "embed", "features", "train", "evaluate", "rank", "publish");
    rows.add(run(night, "earlier-attempt", "train", "failed", start.minusSeconds(900), 31));
    for (int i = 0; i < stages.size(); i++) {
      rows.add(run(night, "the-run", stages.get(i), "done", start, 4 + (i * 37) % 61));
      start = start.plusSeconds(4 + (i * 37) % 61);
    }
    lake.insertNew(Table.RUNS, spark.createDataFrame(rows, Table.RUNS.schema()));
  }

  private static Row run(
      LocalDate night, String id, String stage, String verdict, Instant start, int seconds) {
    return RowFactory.create(
        night + "-" + id,
        Date.valueOf(night),
        stage,
        verdict,
        verdict.equals("done") ? "" : "the executor ran out of <memory>",
        Timestamp.from(start),
        Timestamp.from(start.plusSeconds(seconds)),
        "5f0c2a9be01d77aa5f0c2a9be01d77aa",
        CollectionConverters.asScala(Map.of("items", (Object) 3L, "interactions", 7L)),
        CollectionConverters.asScala(Map.of("item_profiles", (Object) 4L)),
        CollectionConverters.asScala(
            stage.equals("embed") ? Map.of("model", "minilm-6e2b1c0a") : Map.of()),
        CollectionConverters.asScala(Map.of("rows_in", (Object) 52310L, "rows_out", 49877L)),
        scala(
            List.of(
                RowFactory.create("read " + stage, seconds * 0.3),
                RowFactory.create("compute " + stage, seconds * 0.7))));
  }

  private static Row metric(
      LocalDate night, String model, String segment, String name, double value, double half) {
    return RowFactory.create(
        Date.valueOf(night), model, segment, name, value, value - half, value + half, 1840L);
  }

  /** A list names an item once: its first position counts. */
  private static List<Row> dedupe(List<Row> rows) {
    List<Row> kept = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (Row row : rows) {
      String key = row.getString(1) + row.getString(3);
      if (!seen.contains(key)) {
        seen.add(key);
        kept.add(row);
      }
    }
    return kept;
  }

  private static Object scala(List<?> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
