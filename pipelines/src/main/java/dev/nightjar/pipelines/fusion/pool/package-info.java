/**
 * What sources propose for a user. In: sources, a catalog and histories; out: the union of the best
 * items of each source with all their scores.
 */
package dev.nightjar.pipelines.fusion.pool;
