/**
 * Arithmetic on vectors of floats: what comes in are arrays of one length, what goes out are
 * numbers and new arrays; sums are taken in double precision or better.
 */
package dev.nightjar.udfs.vector;
