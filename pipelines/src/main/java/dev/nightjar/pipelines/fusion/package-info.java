/**
 * Fusion of candidate sources: sources, catalog and histories go in; a ranker trained on held-out
 * items, ranked lists, contributions and reasons come out.
 */
package dev.nightjar.pipelines.fusion;
