package dev.nightjar.pipelines.fusion.rating;

import java.io.Serializable;

/**
 * What a user rated after a cutoff and what the ranker says of it.
 *
 * @param known ratings from before the cutoff
 * @param asked ratings from after it, of items that a list may have
 * @param leads scores of the ranker less the largest of the user's candidates, one an item asked
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record RatedItems(int user, Ratings known, Ratings asked, float[] leads)
    implements Serializable {}
