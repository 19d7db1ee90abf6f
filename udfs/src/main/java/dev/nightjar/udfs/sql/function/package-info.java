/**
 * The functions as Catalyst expressions, and what they ask of the session. In: expressions and
 * settings; out: vectors, tokens and requests for an engine.
 */
package dev.nightjar.udfs.sql.function;
