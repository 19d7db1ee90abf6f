package dev.nightjar.pipelines.rank;

import dev.nightjar.pipelines.fold.FoldModels;
import dev.nightjar.pipelines.fold.FoldRanker;
import dev.nightjar.pipelines.fold.rule.NightRules;
import dev.nightjar.pipelines.fold.rule.RuleEffects;
import dev.nightjar.pipelines.fold.rule.RuledLists;
import dev.nightjar.pipelines.fusion.Fusion;
import dev.nightjar.pipelines.fusion.NewItemLists;
import dev.nightjar.pipelines.fusion.Recommender;
import dev.nightjar.pipelines.fusion.ranker.Ranker;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.run.Together;
import dev.nightjar.pipelines.settings.RankSettings;
import dev.nightjar.pipelines.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The stage {@code rank}: a list for every user and the similar items of every item. */
public final class RankJob {

  private RankJob() {}

  /** Ranks what the live models propose and writes both tables. */
  public static void execute(StageRun run) {
    RankSettings settings = run.settings().rank();
    Fusion fusion = Fusion.of(run.settings());
    FoldModels models = run.step("read models", () -> FoldModels.read(run, Fold.LIVE));
    FoldRanker trained = FoldRanker.live(run);
    Ranker ranker = trained.ranker();
    UserOffsets offsets = UserOffsets.of(trained.rating(), models.items().catalog());
    Labels labels = Labels.of(models.items(), run.read(Table.ITEMS));
    NightRules rules = NightRules.of(run, models.items());
    NewItemLists bound = NewItemLists.of(run.settings(), models.items().catalog(), settings.topK());
    Dataset<Row> users = run.readNight(Table.USER_PROFILES);
    Runnable ranking =
        () -> {
          Dataset<Row> histories =
              rules.beside(users.select("user", "items", "ages", "weights"), run);
          Recommender recommender =
              fusion
                  .recommender(
                      models.models(),
                      models.items().catalog(),
                      ranker,
                      RuledLists.ranked(rules, bound))
                  .under(rules.lists())
                  .pruned(settings.pruning(), histories, run.settings().seed(), run::say);
          try (Broadcasts shared = new Broadcasts(run.spark());
              RuledLists lists =
                  RuledLists.of(
                      rules, bound, histories, whole -> recommender.recommend(whole, shared))) {
            run.count("new-items.bounded", lists.crowded());
            run.writeNight(
                Table.RECOMMENDATIONS,
                RecommendationRows.of(
                    lists.rows(),
                    offsets.addTo(
                        users.select(
                            "user", "user_id", "items", "weights", "kinds", "rated", "ratings")),
                    offsets.ofItems(),
                    labels,
                    trained,
                    shared));
            RuleEffects.count(run, rules.lists(), lists.rows());
          }
        };
    Runnable comparing =
        () -> {
          try (Broadcasts shared = new Broadcasts(run.spark())) {
            run.writeNight(
                Table.SIMILAR_ITEMS,
                SimilarItems.of(
                    run.spark(),
                    models
                        .withoutRatedBelow(settings.leastRating())
                        .without(rules.lists().leftOutForEverybody()),
                    labels,
                    settings.similar(),
                    shared));
          }
        };
    Together.run(
        () -> run.step("rank items for every user", ranking),
        () -> run.step("find similar items", comparing));
  }
}
