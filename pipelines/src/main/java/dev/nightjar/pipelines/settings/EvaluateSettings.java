package dev.nightjar.pipelines.settings;

import dev.nightjar.pipelines.settings.sql.EventExpression;

/**
 * How a night is judged before it is published.
 *
 * @param k length of the judged list
 * @param resamples bootstrap resamples of an interval
 * @param maxUsers a seeded sample of so many test users is judged when there are more
 * @param relevant which events lists are to foresee
 * @param gate whether a night that is worse than the live one is refused
 * @param margin NDCG@K of {@code fused} may fall by this share of the live night's before the gate
 *     refuses
 */
public record EvaluateSettings(
    int k, int resamples, int maxUsers, EventExpression relevant, boolean gate, double margin) {

  static EvaluateSettings from(SettingsReader in) {
    return new EvaluateSettings(
        in.integer("evaluate.k", 1, 1000),
        in.integer("evaluate.resamples", 100, 100_000),
        in.integer("evaluate.max-users", 100, 100_000_000),
        in.relevance("evaluate.relevant"),
        in.flag("evaluate.gate.enabled"),
        in.decimal("evaluate.gate.margin", 0, 1));
  }
}
