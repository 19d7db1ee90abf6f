/**
 * The seam of candidate sources: what a source is asked and answers, and what all of them see. In:
 * histories of users and the facts of a catalog; out: the interfaces that rooms above implement and
 * rankers read. A source proposes its best items and scores what others propose; none scores the
 * whole catalog for every user, but for the blocks of {@code topk}.
 */
package dev.nightjar.pipelines.candidate;
