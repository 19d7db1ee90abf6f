/**
 * The operator that embeds. In: windows of rows; out: the same rows with vectors, distinct texts
 * embedded in batches, and its metrics.
 */
package dev.nightjar.udfs.sql.operator;
