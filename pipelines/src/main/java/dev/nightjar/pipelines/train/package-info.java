/**
 * The stage {@code train}: candidate models at the cutoffs of the folds and the fusion rankers that
 * learn from what users took after them. In: item_profiles and user_profiles; out: item_factors,
 * item_neighbours and ranker.
 */
package dev.nightjar.pipelines.train;
