/**
 * Matrix factorisation with texts in its objective. In: histories and a catalog; out: factors of
 * items, those of new items from their text, and a user folded in from the own history.
 */
package dev.nightjar.pipelines.candidate.als;
