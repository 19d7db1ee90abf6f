package dev.nightjar.pipelines.fusion.rule;

import java.io.Serializable;

/**
 * How many of the first places may have items of one value.
 *
 * @param name by which it is counted
 * @param values of an attribute by dense item, below 0 for an item that has none and is free
 * @param within how many places are the first
 * @param most of them with one value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record ItemCap(String name, int[] values, int within, int most) implements Serializable {}
