/**
 * The stage {@code features}: what is known of every item at each fold's cutoff, and every user's
 * history and taste; an item's vector is made of text, reviews and picture. In: items, reviews,
 * interactions, indexes and embeddings; out: item_profiles and user_profiles.
 */
package dev.nightjar.pipelines.features;
