package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemWeights;
import dev.nightjar.pipelines.settings.AlsSettings;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Fits implicit ALS with MLlib: the same input and seed give the same factors. MLlib takes a rating
 * below zero as preference 0 with confidence {@code 1 + alpha * |rating|}.
 */
public final class Als {
  private static final StructType RATINGS =
      new StructType()
          .add("user", DataTypes.IntegerType, false)
          .add("item", DataTypes.IntegerType, false)
          .add("rating", DataTypes.FloatType, false);

  private Als() {}

  /**
   * The item factors; an item that nobody likes has zeros. Users are solved from them when scored.
   */
  public static Vectors fit(Dataset<Row> histories, Catalog catalog, AlsSettings settings) {
    Dataset<Row> all = stable(ratings(histories, catalog.items(), FoldIn.decay(settings)));
    Dataset<Row> ratings = ofLikedItems(all);
    ALS als =
        new ALS()
            .setImplicitPrefs(true)
            .setRank(settings.rank())
            .setRegParam(settings.regularization())
            .setAlpha(settings.alpha())
            .setMaxIter(settings.iterations())
            .setSeed(settings.seed())
            .setNumBlocks(settings.blocks());
    try {
      if (ratings.isEmpty()) {
        return Vectors.zeros(catalog.items(), settings.rank());
      }
      return VectorRows.read(als.fit(ratings).itemFactors(), catalog.items());
    } finally {
      all.unpersist();
    }
  }

  /**
   * Leaves out what nobody likes: its factor is zero, which MLlib, whose penalty counts likes
   * alone, finds only where the others span the space. The order stays.
   */
  private static Dataset<Row> ofLikedItems(Dataset<Row> ratings) {
    if (ratings.where("rating < 0").isEmpty()) {
      return ratings;
    }
    Dataset<Row> liked = ratings.where("rating > 0").select("item").distinct();
    Dataset<Row> kept =
        ratings.join(
            functions.broadcast(liked),
            CollectionConverters.asScala(List.of("item")).toSeq(),
            "left_semi");
    return kept.select("user", "item", "rating").coalesce(1).sortWithinPartitions("user", "item");
  }

  /**
   * The factor of every user with a history, by one half step from the item factors.
   *
   * @return {@code user INT, factor ARRAY<FLOAT>}
   */
  public static Dataset<Row> users(Dataset<Row> histories, Vectors factors, AlsSettings settings) {
    FoldIn foldIn = new FoldIn(factors, settings);
    Broadcast<FoldIn> shared =
        JavaSparkContext.fromSparkContext(histories.sparkSession().sparkContext())
            .broadcast(foldIn);
    return histories
        .sparkSession()
        .createDataFrame(
            Histories.rdd(histories, factors.count())
                .map(user -> RowFactory.create(user.user(), shared.value().factor(user))),
            VectorRows.schema("user", "factor"));
  }

  private static Dataset<Row> ratings(Dataset<Row> histories, int items, Decay decay) {
    SparkSession spark = histories.sparkSession();
    return spark.createDataFrame(
        Histories.rdd(histories, items).flatMap(history -> rows(history, decay)), RATINGS);
  }

  private static Iterator<Row> rows(History history, Decay decay) {
    ItemWeights ratings = ItemWeights.of(history, decay);
    if (ratings.likes() == 0) { // a factor of zero, which says nothing of the items
      return Collections.emptyIterator();
    }
    return IntStream.range(0, ratings.size())
        .filter(i -> ratings.values()[i] != 0)
        .mapToObj(
            i -> RowFactory.create(history.user(), ratings.items()[i], (float) ratings.values()[i]))
        .iterator();
  }

  /**
   * ALS adds floats in the order of its input, so the input is one sorted partition, and cut from
   * its lineage so that a lost block is not recomputed in another order.
   */
  private static Dataset<Row> stable(Dataset<Row> ratings) {
    Dataset<Row> sorted = ratings.coalesce(1).sortWithinPartitions("user", "item");
    boolean durable = ratings.sparkSession().sparkContext().getCheckpointDir().isDefined();
    return durable ? sorted.checkpoint(true) : sorted.localCheckpoint(true);
  }
}
