/**
 * What items are made of. In: vectors of text, reviews and pictures; out: one vector an item, and
 * the source that proposes what is close to a history.
 */
package dev.nightjar.pipelines.candidate.content;
