/**
 * The stage {@code rank}: the lists of the night. In: profiles, models and ranker of the fold
 * {@code live}, and the items' titles; out: recommendations with reasons, and similar_items.
 */
package dev.nightjar.pipelines.rank;
