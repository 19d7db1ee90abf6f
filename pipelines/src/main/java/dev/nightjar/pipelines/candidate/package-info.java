/**
 * The seam of candidate sources: what a source is asked and answers, and what all of them see. In:
 * histories of users and the facts of a catalog; out: the interfaces that rooms below implement and
 * rankers read.
 */
package dev.nightjar.pipelines.candidate;
