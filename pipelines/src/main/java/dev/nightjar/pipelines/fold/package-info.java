/**
 * A fold's models between tables and arrays: a fold is a night's log up to a cutoff. In: rows of
 * item_profiles, user_profiles, item_factors, item_neighbours and ranker; out: catalog, histories,
 * candidate models and ranker at the cutoff, and the rows that store them.
 */
package dev.nightjar.pipelines.fold;
