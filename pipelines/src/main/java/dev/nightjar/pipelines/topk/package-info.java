/**
 * Exact top-K of inner products: user factors and packed item factors in, one list a user out.
 *
 * <p>Lists go from the highest score down, equal scores by the smaller item; items that a user has
 * seen are left out. Everything is exact: bounds only skip items that cannot enter a list.
 */
package dev.nightjar.pipelines.topk;
