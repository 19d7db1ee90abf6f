package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.array.Bounds;
import dev.nightjar.pipelines.candidate.Repeat;
import java.io.Serializable;

/**
 * Which items of a user reach the ranker.
 *
 * @param perSource most items each source proposes
 * @param repeat what happens to items the user has touched
 */
public record PoolOptions(int perSource, Repeat repeat) implements Serializable {

  public static final PoolOptions DEFAULT = new PoolOptions(100, Repeat.EXCLUDE);

  public PoolOptions {
    Bounds.within("train.candidates", perSource, 1, 10_000);
  }
}
