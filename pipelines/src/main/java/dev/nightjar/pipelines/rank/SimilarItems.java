package dev.nightjar.pipelines.rank;

import static org.apache.spark.sql.functions.col;

import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.neighbour.Neighbours;
import dev.nightjar.pipelines.fold.FoldModels;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.topk.DistributedTopK;
import dev.nightjar.pipelines.topk.ItemVectors;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The items most like an item: half by the cosine of their texts, half by how often one follows the
 * other. What people dislike beyond doubt is not similar by its text.
 */
final class SimilarItems implements Serializable {

  private static final StructType SCHEMA =
      new StructType()
          .add("item_id", DataTypes.StringType)
          .add("position", DataTypes.IntegerType)
          .add("similar_item_id", DataTypes.StringType)
          .add("score", DataTypes.DoubleType)
          .add("reasons", DataTypes.createArrayType(DataTypes.StringType));

  private final Catalog catalog;
  private final Vectors text;
  private final Neighbours next;
  private final Labels labels;
  private final int length;

  private SimilarItems(Catalog catalog, Neighbours next, Labels labels, int length) {
    this.catalog = catalog;
    this.text = catalog.text().normalized();
    this.next = next;
    this.labels = labels;
    this.length = length;
  }

  /**
   * The columns of the table {@code similar_items}, without the night, for every item.
   *
   * @param shared holds models and labels until the rows are written
   */
  static Dataset<Row> of(
      SparkSession spark, FoldModels models, Labels labels, int length, Broadcasts shared) {
    Catalog catalog = models.items().catalog();
    SimilarItems similar = new SimilarItems(catalog, models.models().itemToItem(), labels, length);
    Broadcast<SimilarItems> sent = shared.send(similar);
    Dataset<Row> byText = similar.byText(spark, shared);
    return spark.createDataFrame(
        byText.javaRDD().flatMap(row -> sent.value().rows(row.getInt(0), row.getList(1))), SCHEMA);
  }

  /** {@code id, items}: every item with the items whose texts are closest, itself left out. */
  private Dataset<Row> byText(SparkSession spark, Broadcasts shared) {
    Dataset<Row> all = spark.range(catalog.items()).select(col("id").cast("int").as("id"));
    if (text.isAbsent()) {
      return all.withColumn("items", functions.array().cast("array<int>"));
    }
    int[] items =
        IntStream.range(0, catalog.items())
            .filter(i -> text.has(i) && catalog.isAvailable(i) && !catalog.isDisliked(i))
            .toArray();
    if (items.length == 0) {
      return all.withColumn("items", functions.array().cast("array<int>"));
    }
    Dataset<Row> queries =
        VectorRows.of(spark, text, "id", "features").withColumn("seen", functions.array(col("id")));
    Dataset<Row> closest =
        DistributedTopK.lists(queries, ItemVectors.of(text, items), length, shared)
            .select("id", "items");
    return all.join(closest, CollectionConverters.asScala(List.of("id")).toSeq(), "left")
        .selectExpr("id", "coalesce(items, cast(array() as array<int>)) items");
  }

  private Iterator<Row> rows(int item, List<Integer> byText) {
    if (labels.ids()[item] == null) {
      return List.<Row>of().iterator();
    }
    TreeSet<Integer> candidates = new TreeSet<>(byText);
    float most = 0;
    for (int n = next.starts()[item]; n < next.starts()[item + 1]; n++) {
      candidates.add(next.targets()[n]);
      most = Math.max(most, next.weights()[n]);
    }
    candidates.remove(item);
    List<Scored> scored = new ArrayList<>();
    for (int other : candidates) {
      if (catalog.isAvailable(other) && labels.ids()[other] != null) {
        scored.add(scored(item, other, most));
      }
    }
    scored.sort(
        Comparator.comparingDouble((Scored s) -> -s.score()).thenComparingInt(Scored::item));
    List<Row> rows = new ArrayList<>();
    for (Scored s : scored.subList(0, Math.min(length, scored.size()))) {
      rows.add(
          RowFactory.create(
              labels.ids()[item],
              rows.size() + 1,
              labels.ids()[s.item()],
              Contributions.rounded(s.score()),
              CollectionConverters.asScala(s.reasons()).toSeq()));
    }
    return rows.iterator();
  }

  private Scored scored(int item, int other, float most) {
    double cosine = text.isAbsent() ? 0 : Math.max(0, text.dotProduct(item, other));
    double follows = most > 0 ? next.weight(item, other) / most : 0;
    List<String> reasons = new ArrayList<>();
    if (follows > 0) {
      reasons.add("often chosen next");
    }
    if (cosine > 0) {
      reasons.add("described alike");
    }
    return new Scored(other, (cosine + follows) / 2, reasons);
  }

  private record Scored(int item, double score, List<String> reasons) {}
}
