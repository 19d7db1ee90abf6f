/**
 * The stage {@code embed}: vectors of texts that have none yet. In: items and reviews; out: rows of
 * embeddings.
 */
package dev.nightjar.pipelines.embed;
