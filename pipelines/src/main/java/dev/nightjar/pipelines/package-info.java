/** The night: raw files in, published top-K lists out. Stages meet only in tables. */
package dev.nightjar.pipelines;
