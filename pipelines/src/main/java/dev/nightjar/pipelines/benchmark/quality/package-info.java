/**
 * How good lists are. In: an experiment and a budget; out: every model tuned on the validation,
 * fitted, ranked and measured, with intervals and paired tests.
 */
package dev.nightjar.pipelines.benchmark.quality;
