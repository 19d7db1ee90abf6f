/** Text to tokens to vectors, and vector arithmetic, as functions of Spark SQL written in Java. */
package dev.nightjar.udfs;
