package dev.nightjar.pipelines.fold;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.models.CandidateModels;
import dev.nightjar.pipelines.candidate.neighbour.Neighbours;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.table.Table;
import java.util.BitSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Everything that ranks at a fold's cutoff.
 *
 * @param items the catalog at the cutoff
 * @param models the candidate sources' models fitted before it
 */
public record FoldModels(CatalogRows items, CandidateModels models) {

  /** Reads a fold's models from this night's tables. */
  public static FoldModels read(StageRun run, Fold fold) {
    CatalogRows items = CatalogRows.read(run.readFold(Table.ITEM_PROFILES, fold));
    int count = items.catalog().items();
    Dataset<Row> factors = run.readFold(Table.ITEM_FACTORS, fold);
    Dataset<Row> neighbours = run.readFold(Table.ITEM_NEIGHBOURS, fold);
    return new FoldModels(
        items,
        new CandidateModels(
            items.popularity(),
            vectors(factors.where("NOT cold"), count),
            vectors(factors.where("cold"), count),
            neighbours(neighbours, SourceKind.ITEM_TO_ITEM, count),
            neighbours(neighbours, SourceKind.LINEAR, count)));
  }

  /** The same without items whose mean rating is below {@code leastRating} beyond doubt. */
  public FoldModels withoutRatedBelow(double leastRating) {
    return new FoldModels(items.withoutRatedBelow(leastRating), models);
  }

  /** The same without these items, by dense index. */
  public FoldModels without(BitSet left) {
    return new FoldModels(items.without(left), models);
  }

  /** The rows of {@code item_factors} of this fold. */
  public Dataset<Row> factorRows(SparkSession spark, Fold fold) {
    return vectors(spark, models.factors(), false)
        .union(vectors(spark, models.mapped(), true))
        .withColumn("fold", lit(fold.word()));
  }

  /** The rows of {@code item_neighbours} of this fold. */
  public Dataset<Row> neighbourRows(SparkSession spark, Fold fold) {
    return neighbours(spark, models.itemToItem(), SourceKind.ITEM_TO_ITEM)
        .union(neighbours(spark, models.linear(), SourceKind.LINEAR))
        .withColumn("fold", lit(fold.word()));
  }

  private static Vectors vectors(Dataset<Row> rows, int count) {
    return VectorRows.read(rows.select("item", "factor"), count);
  }

  private static Neighbours neighbours(Dataset<Row> rows, SourceKind kind, int count) {
    return Neighbours.fromRows(rows.where(col("source").equalTo(kind.word())), count);
  }

  private static Dataset<Row> vectors(SparkSession spark, Vectors vectors, boolean cold) {
    return VectorRows.of(spark, vectors, "item", "factor").withColumn("cold", lit(cold));
  }

  private static Dataset<Row> neighbours(
      SparkSession spark, Neighbours neighbours, SourceKind kind) {
    return neighbours.toRows(spark).withColumn("source", lit(kind.word()));
  }
}
