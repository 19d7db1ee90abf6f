package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Vectors;

/**
 * What ALS finds of items; users are solved from it when they are scored.
 *
 * @param items a factor an item, zeros where nobody likes it
 * @param mapped a factor for each item that nobody has touched, from its text; zeros for all others
 */
public record AlsFactors(Vectors items, Vectors mapped) {}
