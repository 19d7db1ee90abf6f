/**
 * Which texts the night turns into vectors, and under which hash they are kept. In: the tables
 * items and reviews; out: ids with their text and its hash.
 */
package dev.nightjar.pipelines.text;
