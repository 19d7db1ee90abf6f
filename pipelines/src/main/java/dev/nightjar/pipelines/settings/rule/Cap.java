package dev.nightjar.pipelines.settings.rule;

/**
 * How many of the first places of a list may have the same value.
 *
 * @param name by which it is counted
 * @param attribute category, brand or a key of an item's attributes; items without one are free
 * @param within how many places are the first
 * @param most of them with one value
 */
public record Cap(String name, String attribute, int within, int most) {}
