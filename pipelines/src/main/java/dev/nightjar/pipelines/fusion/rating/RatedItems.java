package dev.nightjar.pipelines.fusion.rating;

import java.io.Serializable;

/**
 * What a user rated after a cutoff and what the ranker says of it.
 *
 * @param known dense items rated before the cutoff
 * @param knownRatings one a known item
 * @param items dense items rated after it that a list may have
 * @param ratings one an item
 * @param leads scores of the ranker less the largest of the user's candidates, one an item
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record RatedItems(
    int user, int[] known, float[] knownRatings, int[] items, float[] ratings, float[] leads)
    implements Serializable {}
