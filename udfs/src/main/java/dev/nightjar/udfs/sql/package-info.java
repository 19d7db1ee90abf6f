/**
 * Everything above as functions of Spark SQL: what comes in are expressions and session settings,
 * what goes out are columns, computed in batches by an operator of its own.
 */
package dev.nightjar.udfs.sql;
