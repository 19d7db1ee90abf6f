package dev.nightjar.pipelines.fusion;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.candidate.models.CandidateModels;
import dev.nightjar.pipelines.fusion.feature.FeatureSet;
import dev.nightjar.pipelines.fusion.pool.PoolLimits;
import dev.nightjar.pipelines.fusion.pool.PoolPlan;
import dev.nightjar.pipelines.fusion.ranker.Ranker;
import dev.nightjar.pipelines.fusion.ranker.RankerTraining;
import dev.nightjar.pipelines.fusion.ranker.TrainedRanker;
import dev.nightjar.pipelines.fusion.ranker.UntaughtRanker;
import dev.nightjar.pipelines.fusion.rating.RatedItems;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.fusion.rule.ListRules;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.settings.CandidateSettings;
import dev.nightjar.pipelines.settings.RankerSettings;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.choice.FeatureGroup;
import java.util.List;
import java.util.Optional;
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
    CandidateSettings candidates, PoolLimits pool, RankerSettings ranker, NewItems newItems) {

  /** Users that teach what ratings to expect: plenty for five numbers. */
  static final int RATERS = 5000;

  /** Sources, pool and ranker as the settings name them. */
  public static Fusion of(Settings settings) {
    CandidateSettings candidates = settings.train().candidates();
    return new Fusion(
        candidates,
        new PoolLimits(
            candidates.perSource(), settings.rank().repeat(), settings.rank().leastRating()),
        settings.train().ranker(),
        NewItems.of(settings.rank(), settings.evaluate().k()));
  }

  /**
   * Trains the ranker on candidates of models that have not seen the targets.
   *
   * @param histories before the cutoff
   * @param targets {@code user INT, items ARRAY<INT>}, what users touched after it
   * @param catalog as known at the cutoff
   * @param models fitted on those histories
   * @throws dev.nightjar.pipelines.fusion.ranker.NothingLearntException where nobody took what was
   *     proposed
   */
  public TrainedRanker train(
      Dataset<Row> histories, Dataset<Row> targets, Catalog catalog, CandidateModels models) {
    List<CandidateSource> sources = models.sources(catalog, candidates);
    FeatureSet features = features(sources, catalog);
    Dataset<Row> sample = Examples.sample(targets, ranker.users(), ranker.seed());
    try (Broadcasts shared = new Broadcasts(histories.sparkSession())) {
      PoolPlan plan = PoolPlan.of(sources, catalog, pool);
      return RankerTraining.fit(
          Examples.of(histories, sample, shared.send(new Examples.Shared(plan, features))),
          features.names(),
          ranker,
          targets.count());
    }
  }

  /**
   * The trained ranker's scores of what users rated after the cutoff, by user.
   *
   * @param rated {@code user, items, ages, weights} before the cutoff, {@code known ARRAY<INT>,
   *     known_ratings ARRAY<FLOAT>} rated before it, {@code asked ARRAY<INT>, asked_ratings
   *     ARRAY<FLOAT>} rated after it
   * @param catalog as known at the cutoff
   * @param models fitted on those histories
   */
  public List<RatedItems> rated(
      Dataset<Row> rated, Catalog catalog, CandidateModels models, Ranker trained) {
    return RatingExamples.of(rated, recommender(models, catalog, trained, 1));
  }

  /**
   * Learns what the ranker's scores say of ratings; empty where nobody rated before the cutoff or
   * after it.
   *
   * @param rated as for {@link #rated}; a sample of {@link #RATERS} users is taken
   */
  public Optional<RatingModel> rating(
      Dataset<Row> rated, Catalog catalog, CandidateModels models, Ranker trained) {
    if (catalog.fact(ItemFact.RATINGS).length == 0) {
      return Optional.empty();
    }
    Dataset<Row> sample = Examples.sample(rated, RATERS, ranker.seed());
    return RatingModel.fit(rated(sample, catalog, models, trained), catalog);
  }

  /**
   * Puts the trained ranker on top of models of the same sources.
   *
   * @param top items a user gets at most
   */
  public Recommender recommender(CandidateModels models, Catalog catalog, Ranker trained, int top) {
    List<CandidateSource> sources = models.sources(catalog, candidates);
    PoolPlan plan = PoolPlan.of(sources, catalog, pool);
    return new Recommender(
        plan, features(sources, catalog), trained, newItems, top, ListRules.NONE);
  }

  /** What ranks these models where there is nothing to train on. */
  public Ranker untaught(Catalog catalog, CandidateModels models) {
    return UntaughtRanker.of(features(models.sources(catalog, candidates), catalog).names());
  }

  /** The groups of facts that these sources and this catalog have and the ranker sees. */
  public List<FeatureGroup> groups(CandidateModels models, Catalog catalog) {
    return features(models.sources(catalog, candidates), catalog).groups();
  }

  private FeatureSet features(List<CandidateSource> sources, Catalog catalog) {
    return new FeatureSet(sources, catalog, Decay.ofTaste(candidates), ranker.leaveOut());
  }
}
