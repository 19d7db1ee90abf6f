/**
 * What a user would give. In: what users rated and how the ranker scored it; out: expected ratings.
 */
package dev.nightjar.pipelines.fusion.rating;
