/**
 * Keeps a lake from growing for ever. In: the tables, their files, what is published and what the
 * manifests tell of nights; out: the same tables without nights that nobody needs, with few files
 * instead of many small ones, and without files of older versions.
 */
package dev.nightjar.pipelines.maintain;
