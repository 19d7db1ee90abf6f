package dev.nightjar.pipelines.benchmark.gpu;

import java.util.OptionalDouble;

/**
 * How fast texts of one length were embedded.
 *
 * @param way {@code ceiling}, the runtime alone on texts that are tokenized, or {@code nightjar},
 *     its engine from texts to vectors
 * @param tokens of each text
 * @param replicas copies of the model that ran side by side
 * @param idle share of the time in which the GPU had nothing to do; empty where nothing tells
 */
record EncodeSpeed(
    String way, int tokens, int replicas, double textsPerSecond, OptionalDouble idle) {}
