/**
 * Spark SQL in settings, checked without a session. In: the text of an expression; out: what it
 * names, and whether it can be answered from the columns that it may name.
 */
package dev.nightjar.pipelines.settings.sql;
