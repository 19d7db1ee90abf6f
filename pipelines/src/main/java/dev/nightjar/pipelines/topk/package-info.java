/**
 * Exact top-K of inner products: vectors of users and items in, one list a user out.
 *
 * <p>Lists go from the highest score down, equal scores by the smaller item; items that a user has
 * seen are left out. A matrix product in the order of the machine finds what may enter a list, sums
 * in an order of their own decide: lists are exact and the same on every machine. A task needs the
 * items' vectors, which are not copied, 0.6 MiB of products and 16 K bytes for each of {@link
 * dev.nightjar.pipelines.topk.BatchTopK#USERS} users.
 */
package dev.nightjar.pipelines.topk;
