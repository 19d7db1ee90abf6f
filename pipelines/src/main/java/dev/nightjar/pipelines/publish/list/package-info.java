/**
 * Lists as stores get them, and what a store must do with them. In: rows of a night; out: checked
 * lists sorted by shard and key, the bytes that readers get, and the seam of stores.
 */
package dev.nightjar.pipelines.publish.list;
