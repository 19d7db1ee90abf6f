package dev.nightjar.pipelines.fusion.rating;

import java.io.Serializable;

/**
 * What a user gave to items.
 *
 * @param items dense items
 * @param given one rating an item
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record Ratings(int[] items, float[] given) implements Serializable {}
