package dev.nightjar.pipelines.settings;

/**
 * How the models of the night are fitted.
 *
 * @param windowDays length of the held-out window that the ranker learns from; the one before it
 *     serves the evaluation
 * @param candidates the sources below the ranker
 */
public record TrainSettings(int windowDays, CandidateSettings candidates, RankerSettings ranker) {

  /**
   * Reads what is below {@code train}; seed, half-lives and the judged length are read elsewhere
   * and handed on.
   */
  static TrainSettings from(
      SettingsReader in, long seed, FeaturesSettings features, EvaluateSettings evaluate) {
    return new TrainSettings(
        in.integer("train.window-days", 1, 365),
        CandidateSettings.from(in, seed, features),
        RankerSettings.from(in, seed, evaluate.k()));
  }
}
