/**
 * Item-item ridge regression. In: histories as baskets; out: neighbours whose weights solve for the
 * whole history at once, exactly or by blocks.
 */
package dev.nightjar.pipelines.candidate.linear;
