package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.ItemWeights;
import dev.nightjar.pipelines.candidate.als.step.ChunkSums;
import dev.nightjar.pipelines.candidate.als.step.TextMap;
import dev.nightjar.pipelines.candidate.als.step.TextRidge;
import dev.nightjar.pipelines.settings.AlsSettings;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * MLlib's trainer, which ours is held against. Its factors depend on partitions, blocks and the
 * order in which they arrive, and it knows no texts: those are mapped to its factors afterwards.
 */
public final class MllibAls {
  private static final StructType RATINGS =
      new StructType()
          .add("user", DataTypes.IntegerType, false)
          .add("item", DataTypes.IntegerType, false)
          .add("rating", DataTypes.FloatType, false);

  private MllibAls() {}

  /** The trainer that minimises our objective, but for a penalty that counts likes alone. */
  public static ALS of(AlsSettings settings) {
    ALS als =
        new ALS()
            .setImplicitPrefs(true)
            .setRank(settings.rank())
            .setRegParam(settings.regularization() / settings.unobserved())
            .setAlpha(settings.alpha() / settings.unobserved())
            .setMaxIter(settings.iterations())
            .setSeed(settings.seed());
    return settings.blocks() > 0 ? als.setNumBlocks(settings.blocks()) : als;
  }

  /** One row a user and item, as MLlib reads them. */
  public static Dataset<Row> ratings(Dataset<Row> histories, int items, AlsSettings settings) {
    Decay decay = FoldIn.decay(settings);
    SparkSession spark = histories.sparkSession();
    return spark.createDataFrame(
        Histories.rdd(histories, items)
            .flatMap(
                history -> {
                  ItemWeights ratings = ItemWeights.of(history, decay);
                  return IntStream.range(0, ratings.size())
                      .mapToObj(
                          r ->
                              RowFactory.create(
                                  history.user(), ratings.items()[r], (float) ratings.values()[r]))
                      .iterator();
                }),
        RATINGS);
  }

  static AlsFactors fit(Dataset<Row> histories, Catalog catalog, AlsSettings settings) {
    ALSModel model = of(settings).fit(ratings(histories, catalog.items(), settings));
    Vectors factors = VectorRows.read(model.itemFactors(), catalog.items());
    if (factors.isAbsent()) {
      factors = Vectors.zeros(catalog.items(), settings.rank());
    }
    return new AlsFactors(factors, mapped(factors, catalog, settings));
  }

  /** Every item with text and factor counts alike. */
  private static Vectors mapped(Vectors factors, Catalog catalog, AlsSettings settings) {
    Vectors text = catalog.text();
    int terms = text.dimension() + 1;
    ChunkSums squares = new ChunkSums(terms, terms);
    ChunkSums products = new ChunkSums(terms, settings.rank());
    int[] known =
        IntStream.range(0, factors.count())
            .filter(item -> factors.has(item) && text.has(item))
            .toArray();
    Arrays.stream(known)
        .forEach(
            item -> {
              float[] vector = TextMap.withOne(text, item);
              squares.add(0, vector, vector);
              products.add(0, vector, factors.at(item));
            });
    if (known.length == 0) {
      return TextMap.none().mapped(factors, catalog);
    }
    TextRidge ridge =
        TextRidge.of(
            ChunkSums.total(squares.finished(), terms, terms),
            terms,
            settings.textRegularization());
    return ridge
        .solve(ChunkSums.total(products.finished(), terms, settings.rank()))
        .mapped(factors, catalog);
  }
}
