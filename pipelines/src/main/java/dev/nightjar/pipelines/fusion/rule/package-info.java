/**
 * Rules for one user's list. In: candidates with their scores, items as bits and a user as flags;
 * out: which candidates are listed, in which order, and what every rule did.
 */
package dev.nightjar.pipelines.fusion.rule;
