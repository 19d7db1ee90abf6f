package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.settings.choice.Repeat;
import java.io.Serializable;

/**
 * Which items of a user reach the ranker.
 *
 * @param perSource most items each source proposes
 * @param repeat what happens to items the user has touched
 */
public record PoolLimits(int perSource, Repeat repeat) implements Serializable {}
