package dev.nightjar.pipelines.settings.rule;

/**
 * How many of the first places of a list are for fresh items: those without events, or whose first
 * is not long ago.
 *
 * @param within how many places are the first
 * @param least of them with fresh items, 0 leaves it to the ranker
 * @param days since the first event of a fresh item, at most
 */
public record FreshPlaces(int within, int least, int days) {}
