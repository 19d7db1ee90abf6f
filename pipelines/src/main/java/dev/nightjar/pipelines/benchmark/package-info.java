/**
 * Measures quality and speed on files from outside. In: a protocol and its files; out: a table and
 * one {@code RESULT} line a model. Models are fitted, tuned and ranked by the classes of the night.
 */
package dev.nightjar.pipelines.benchmark;
