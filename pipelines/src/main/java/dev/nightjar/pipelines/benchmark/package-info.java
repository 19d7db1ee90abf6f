/**
 * Measures quality and speed on files from outside. Here is what all rooms print with: result lines
 * and peak memory.
 */
package dev.nightjar.pipelines.benchmark;
