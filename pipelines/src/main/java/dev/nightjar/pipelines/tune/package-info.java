/**
 * Searches settings. In: a space of settings and an objective measured on a validation; out:
 * trials, the best of them, and the search spaces of every source.
 */
package dev.nightjar.pipelines.tune;
