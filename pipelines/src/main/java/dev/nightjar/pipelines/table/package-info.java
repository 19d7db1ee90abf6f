/**
 * The contracts of the lake: every table with its columns, key, partition and rules, declared once.
 * Nothing comes in; code, documentation and checks all read {@link
 * dev.nightjar.pipelines.table.Table}.
 */
package dev.nightjar.pipelines.table;
