/**
 * Sources as they are outside: how their files are opened, what they hold and whether they have
 * changed. In: the settings of a source; out: its rows, unmapped, or everything that keeps them
 * from being read.
 */
package dev.nightjar.pipelines.ingest.source;
