/**
 * The stage that takes files and databases into the lake. In: sources as the settings map them;
 * out: the tables items, reviews, users and interactions by MERGE, the rows that break a rule in
 * quarantine, and the dense indexes of users and items.
 *
 * <p>What a missing value means: a blank text is a missing one. Key columns, titles and the time of
 * an event are required, so a row without them is quarantined. {@code available} becomes true and
 * {@code weight} becomes 1. Every other column stays null: no description, category, brand, price,
 * picture, attributes, rating, text or value is known. {@code updated_at} null is older than any
 * time. A value that is there but does not convert to the column's type costs the row where it is
 * required; elsewhere it costs the value, and is counted and told.
 */
package dev.nightjar.pipelines.ingest;
