/**
 * Orders candidates. In: groups of candidates of which some were taken; out: a ranker, how sure its
 * scores are, and the part of each feature in a score.
 */
package dev.nightjar.pipelines.fusion.ranker;
