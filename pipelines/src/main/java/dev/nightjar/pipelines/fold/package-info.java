/**
 * The models of a night between their tables and their arrays. In: rows of item_profiles,
 * user_profiles, item_factors, item_neighbours and ranker; out: catalog, histories,
 * candidate models and ranker at a fold, and the rows that store them.
 */
package dev.nightjar.pipelines.fold;
