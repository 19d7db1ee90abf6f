/**
 * What many take. In: histories; out: shares of items, over all and by category, and what a user
 * takes again.
 */
package dev.nightjar.pipelines.candidate.popular;
