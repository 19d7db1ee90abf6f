/**
 * The stage {@code evaluate}: what last window's users would have been shown, against what they
 * took. In: profiles, models and ranker of the fold {@code test}; out: metrics, and a refusal when
 * the night is worse than the live one.
 */
package dev.nightjar.pipelines.evaluate;
