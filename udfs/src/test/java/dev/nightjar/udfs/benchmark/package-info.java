/**
 * JMH benchmarks of the parts: tokenizing, pooling and the vector functions. Not tests; each class
 * says how to run it.
 */
package dev.nightjar.udfs.benchmark;
