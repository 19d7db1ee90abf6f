/**
 * The rules that bring the operator into plans. In: plans that call {@code embed_text}; out: plans
 * that embed each text once, below joins, aggregates and limits where that is less.
 */
package dev.nightjar.udfs.sql.rule;
