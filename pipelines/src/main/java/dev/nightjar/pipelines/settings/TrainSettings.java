package dev.nightjar.pipelines.settings;

import dev.nightjar.pipelines.settings.choice.AlsBeginning;

/**
 * How the models of the night are fitted.
 *
 * @param windowDays length of the held-out window that the ranker learns from; the one before it
 *     serves the evaluation
 * @param warmStart where ALS starts
 * @param candidates the sources below the ranker
 */
public record TrainSettings(
    int windowDays, WarmStart warmStart, CandidateSettings candidates, RankerSettings ranker) {

  /**
   * When ALS starts from the factors of an earlier night.
   *
   * @param when whether at all
   * @param nights one in so many nights starts from random factors and goes through all iterations
   */
  public record WarmStart(AlsBeginning when, int nights) {}

  /**
   * Reads what is below {@code train}; seed, half-lives and the judged length are read elsewhere
   * and handed on.
   */
  static TrainSettings from(
      SettingsReader in, long seed, FeaturesSettings features, EvaluateSettings evaluate) {
    return new TrainSettings(
        in.integer("train.window-days", 1, 365),
        new WarmStart(
            in.choice("train.als.warm-start", AlsBeginning.class),
            in.integer("train.als.full-fit-nights", 1, 10_000)),
        CandidateSettings.from(in, seed, features),
        RankerSettings.from(in, seed, evaluate.k()));
  }
}
