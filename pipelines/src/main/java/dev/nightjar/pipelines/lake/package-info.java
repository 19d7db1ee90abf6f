/**
 * The only place that reads and writes Delta. In: datasets that fit a {@link
 * dev.nightjar.pipelines.table.Table}; out: the same, at a recorded version.
 */
package dev.nightjar.pipelines.lake;
