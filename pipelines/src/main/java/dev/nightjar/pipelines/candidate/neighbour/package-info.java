/**
 * Which item follows which. In: histories; out: for each item its strongest neighbours, from sums
 * that do not depend on the order of partitions.
 */
package dev.nightjar.pipelines.candidate.neighbour;
