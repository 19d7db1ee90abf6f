/**
 * One attempt at a night: its date, its folds, what a stage reads at which version, its steps,
 * counts and verdict. In: settings and the lake; out: rows of the table {@code runs}.
 */
package dev.nightjar.pipelines.run;
