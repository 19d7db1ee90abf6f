package dev.nightjar.pipelines.fold;

import dev.nightjar.pipelines.candidate.als.AlsOptions;
import dev.nightjar.pipelines.candidate.models.CandidateOptions;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.neighbour.ItemToItemOptions;
import dev.nightjar.pipelines.candidate.linear.LinearOptions;
import dev.nightjar.pipelines.candidate.Repeat;
import dev.nightjar.pipelines.candidate.SourceKind;
import dev.nightjar.pipelines.fusion.feature.FeatureGroup;
import dev.nightjar.pipelines.fusion.Fusion;
import dev.nightjar.pipelines.fusion.NewItems;
import dev.nightjar.pipelines.fusion.pool.PoolOptions;
import dev.nightjar.pipelines.fusion.ranker.RankerKind;
import dev.nightjar.pipelines.fusion.ranker.RankerOptions;
import dev.nightjar.pipelines.fusion.ranker.TreeOptions;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.TrainSettings;
import java.util.Arrays;
import java.util.List;

/** The settings of a night as the options of its algorithms. */
public final class TrainOptions {

  private TrainOptions() {}

  /** Sources, pool and ranker as the settings name them. */
  public static Fusion fusion(Settings settings) {
    TrainSettings train = settings.train();
    PoolOptions pool =
        new PoolOptions(train.candidates(), Repeat.valueOf(settings.rank().repeat().name()));
    RankerOptions ranker =
        new RankerOptions(
            kinds(train.ranker().kinds()),
            train.ranker().leastGain(),
            train.ranker().users(),
            train.ranker().negatives(),
            train.ranker().validationShare(),
            settings.evaluate().k(),
            train.ranker().ridge().isPresent()
                ? List.of(train.ranker().ridge().getAsDouble())
                : RankerOptions.RIDGES,
            TreeOptions.DEFAULT,
            FeatureGroup.of(train.ranker().leaveOut()),
            settings.seed());
    return new Fusion(candidates(settings), pool, ranker, newItems(settings));
  }

  /** A list that is shorter than the judged one keeps the places too. */
  private static NewItems newItems(Settings settings) {
    int within = Math.min(settings.evaluate().k(), settings.rank().topK());
    return new NewItems(Math.min(settings.rank().newItems(), within), within);
  }

  private static CandidateOptions candidates(Settings settings) {
    TrainSettings train = settings.train();
    TrainSettings.Als als = train.als();
    TrainSettings.ItemToItem pairs = train.itemToItem();
    TrainSettings.Linear linear = train.linear();
    return new CandidateOptions(
        sources(train.sources()),
        settings.features().popularityHalfLifeDays(),
        new AlsOptions(
            als.rank(),
            als.regularization(),
            als.alpha(),
            als.iterations(),
            settings.seed(),
            als.blocks(),
            new Decay(als.stepDecay(), als.halfLifeDays())),
        new ItemToItemOptions(
            pairs.window(),
            pairs.windowDays(),
            pairs.distanceExponent(),
            pairs.backward(),
            pairs.lastDamping(),
            pairs.nextDamping(),
            pairs.halfLifeDays(),
            pairs.neighbours(),
            new Decay(pairs.stepDecay(), 0)),
        new LinearOptions(
            linear.regularization(),
            linear.dropout(),
            linear.userDamping(),
            linear.exactItems(),
            linear.block(),
            linear.neighbours(),
            new Decay(linear.stepDecay(), 0)),
        new Decay(train.tasteStepDecay(), settings.features().tasteHalfLifeDays()),
        train.coldRegularization());
  }

  private static List<SourceKind> sources(List<String> words) {
    return Arrays.stream(SourceKind.values()).filter(k -> words.contains(k.word())).toList();
  }

  private static List<RankerKind> kinds(List<String> words) {
    // In the order of the settings, which decides between kinds that are as good as each other.
    return words.stream().map(RankerKind::of).toList();
  }
}
