package dev.nightjar.pipelines.fusion.ranker;

/**
 * The ranker of the penalty that won.
 *
 * @param calibration turns its scores into chances, fitted on users that did not train it
 * @param ridge penalty of its weights, the best of those tried
 * @param ndcg with that penalty, on users that did not train it
 * @param examples users that trained it
 */
public record TrainedRanker(
    Ranker ranker, Calibration calibration, double ridge, double ndcg, int examples) {}
