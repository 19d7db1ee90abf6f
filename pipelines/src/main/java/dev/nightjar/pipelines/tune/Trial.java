package dev.nightjar.pipelines.tune;

/**
 * One run of a search.
 *
 * @param space what was searched, such as a model
 * @param fidelity share of the full effort, 1 for a run that counts
 * @param score the larger the better
 * @param error standard error of the score's difference from the best full run before it; 0 where
 *     it is not known
 */
public record Trial(
    String space, Point point, double fidelity, double score, double error, double seconds) {}
