/**
 * Matrix factorisation. In: histories; out: factors of items, a user folded in from the own
 * history, and factors of new items from their text.
 */
package dev.nightjar.pipelines.candidate.als;
