/**
 * How good lists and predictions are, as pure functions: arrays in, numbers out. No Spark, no I/O.
 *
 * <p>Ranking metrics are computed for one user and averaged over the users that have at least one
 * relevant item; intervals and tests resample those users. Items are dense ints.
 */
package dev.nightjar.pipelines.metric;
