/**
 * What a ranker sees. In: proposals for a user and the facts of catalog and history; out: a row of
 * named numbers a candidate.
 */
package dev.nightjar.pipelines.fusion.feature;
