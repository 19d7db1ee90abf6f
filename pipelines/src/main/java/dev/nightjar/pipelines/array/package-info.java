/**
 * Arithmetic on arrays and the vectors made of them. In: numbers, item by item or matrix by matrix;
 * out: products, solutions of linear systems, the largest places, random orders. No tables, no
 * settings.
 */
package dev.nightjar.pipelines.array;
