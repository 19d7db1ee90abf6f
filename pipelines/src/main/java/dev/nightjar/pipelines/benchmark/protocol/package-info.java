/**
 * What a quality protocol asks. In: files of sequences, splits or ratings; out: training histories,
 * a validation and a test, as dense numbers.
 */
package dev.nightjar.pipelines.benchmark.protocol;
