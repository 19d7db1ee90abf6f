/**
 * One step of ALS on plain arrays. In: ratings by row, the factors of the other side, what texts
 * say; out: better factors of this side, and sums that no cut into blocks changes.
 */
package dev.nightjar.pipelines.candidate.als.step;
