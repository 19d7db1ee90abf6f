package dev.nightjar.pipelines.rank;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.fold.FoldModels;
import dev.nightjar.pipelines.fold.FoldRanker;
import dev.nightjar.pipelines.fold.rule.NightRules;
import dev.nightjar.pipelines.fusion.Fusion;
import dev.nightjar.pipelines.fusion.Standing;
import dev.nightjar.pipelines.fusion.rule.ItemRule;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.RankSettings;
import dev.nightjar.pipelines.settings.choice.Repeat;
import dev.nightjar.pipelines.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Says why items are not on a user's list of a night, by ranking that user again. */
public final class Absence {

  private final StageRun run;
  private final String userId;
  private final FoldModels models;
  private final NightRules rules;
  private final Dataset<Row> user;

  private Absence(StageRun run, String userId, FoldModels models, NightRules rules) {
    this.run = run;
    this.userId = userId;
    this.models = models;
    this.rules = rules;
    this.user =
        run.readNight(Table.USER_PROFILES)
            .where(col("user_id").equalTo(lit(userId)))
            .select("user", "items", "ages", "weights");
  }

  /**
   * From the lists of a user.
   *
   * @param run reads the night that is asked about
   */
  public static Absence from(StageRun run, String userId) {
    FoldModels models = FoldModels.read(run, Fold.LIVE);
    return new Absence(run, userId, models, NightRules.of(run, models.items()));
  }

  /** The reason in words that follow "item I". */
  public String of(String itemId) {
    if (user.isEmpty()) {
      return "is on no list of user " + userId + ", who has none in night " + run.night();
    }
    int item = Arrays.asList(models.items().itemIds()).indexOf(itemId);
    if (item < 0) {
      return "was not in the catalog of night " + run.night();
    }
    return ofItem(itemId, item)
        .or(() -> ofHistory(item))
        .or(() -> ofRuleForEverybody(item))
        .orElseGet(() -> ofStanding(itemId, item));
  }

  private Optional<String> ofItem(String itemId, int item) {
    Catalog catalog = models.items().catalog();
    double least = run.settings().rank().leastRating();
    boolean gone =
        !run.read(Table.ITEMS)
            .where(col("item_id").equalTo(lit(itemId)))
            .where("NOT available")
            .isEmpty();
    if (!catalog.isAvailable(item) || gone) {
      return Optional.of("is not available");
    }
    return catalog.withoutRatedBelow(least).isAvailable(item)
        ? Optional.empty()
        : Optional.of("is rated below rank.least-rating, which is " + least + ", beyond doubt");
  }

  private Optional<String> ofHistory(int item) {
    History history = Histories.of(user.first());
    Repeat repeat = run.settings().rank().repeat();
    boolean touched = IntStream.of(history.items()).anyMatch(other -> other == item);
    if (IntStream.of(history.disliked()).anyMatch(other -> other == item)) {
      return Optional.of("is disliked by the user");
    }
    if (touched && repeat == Repeat.EXCLUDE) {
      return Optional.of("is in the user's history, and rank.repeat is exclude");
    }
    return !touched && repeat == Repeat.ONLY
        ? Optional.of("is not in the user's history, and rank.repeat is only")
        : Optional.empty();
  }

  private Optional<String> ofRuleForEverybody(int item) {
    List<ItemRule> leaveOuts = rules.lists().items().forEverybody();
    return leaveOuts.stream()
        .filter(rule -> rule.items().get(item))
        .map(rule -> "is left out by rule '" + rule.name() + "'")
        .findFirst();
  }

  private String ofStanding(String itemId, int item) {
    RankSettings settings = run.settings().rank();
    Fusion fusion = Fusion.of(run.settings());
    Standing standing =
        fusion
            .recommender(
                models.models(),
                models.items().catalog(),
                FoldRanker.live(run).ranker(),
                settings.topK())
            .under(rules.lists())
            .standing(rules.beside(user, run), item);
    if (!standing.heldBy().isEmpty()) {
      return "is kept off or put off by the rule '" + standing.heldBy() + "'" + score(standing);
    }
    if (standing.listed() > 0) {
      return isRanked(itemId)
          ? "is on the list, in place " + standing.listed()
          : "has no events and is on as many lists already as rank.new-item-share lets it, "
              + settings.newItemShare();
    }
    return standing.proposed()
        ? "is below the list's last place" + score(standing)
        : String.format(
            Locale.ROOT,
            "is proposed by no source: each of them has %d items for the user that it puts higher",
            fusion.pool().perSource());
  }

  private static String score(Standing standing) {
    return standing.proposed() && standing.length() > 0
        ? String.format(
            Locale.ROOT,
            ": candidate %,d of %,d by a score of %.4f, %+.4f against the list's last place, %d",
            standing.place(),
            standing.candidates(),
            standing.score(),
            standing.score() - standing.last(),
            standing.length())
        : "";
  }

  private boolean isRanked(String itemId) {
    return !run.readNight(Table.RECOMMENDATIONS)
        .where(col("user_id").equalTo(lit(userId)))
        .where(col("item_id").equalTo(lit(itemId)))
        .isEmpty();
  }
}
