package dev.nightjar.pipelines.fusion;

import dev.nightjar.pipelines.candidate.CandidateModels;
import dev.nightjar.pipelines.candidate.CandidateOptions;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The two halves of fusion: train a ranker on what users took after a cutoff, then rank with models
 * that have seen everything.
 *
 * @param candidates which sources there are
 * @param pool which of their items reach the ranker
 * @param ranker how it is trained
 * @param newItems places that a list keeps for them
 */
public record Fusion(
    CandidateOptions candidates, PoolOptions pool, RankerOptions ranker, NewItems newItems) {

  public static final Fusion DEFAULT =
      new Fusion(
          CandidateOptions.DEFAULT, PoolOptions.DEFAULT, RankerOptions.DEFAULT, NewItems.NONE);

  /**
   * Trains the ranker on candidates of models that have not seen the targets.
   *
   * @param histories before the cutoff
   * @param targets {@code user INT, items ARRAY<INT>}, what users touched after it
   * @param catalog as known at the cutoff
   * @param models fitted on those histories
   */
  public TrainedRanker train(
      Dataset<Row> histories, Dataset<Row> targets, Catalog catalog, CandidateModels models) {
    List<CandidateSource> sources = models.sources(catalog, candidates);
    FeatureSet features = features(sources, catalog);
    Dataset<Row> sample = Examples.sample(targets, ranker.users(), ranker.seed());
    return RankerTraining.fit(
        histories.sparkSession(),
        Examples.of(histories, sample, sources, features, catalog, pool),
        features.names(),
        ranker.forUsers(targets.count()));
  }

  /**
   * Puts the trained ranker on top of models of the same sources.
   *
   * @param top items a user gets at most
   */
  public Recommender recommender(CandidateModels models, Catalog catalog, Ranker trained, int top) {
    List<CandidateSource> sources = models.sources(catalog, candidates);
    return new Recommender(
        sources, catalog, pool, features(sources, catalog), trained, newItems, top);
  }

  /** The groups of facts that these sources and this catalog have and the ranker sees. */
  public List<FeatureGroup> groups(CandidateModels models, Catalog catalog) {
    return features(models.sources(catalog, candidates), catalog).groups();
  }

  private FeatureSet features(List<CandidateSource> sources, Catalog catalog) {
    return new FeatureSet(sources, catalog, candidates.textDecay(), ranker.leftOut());
  }
}
