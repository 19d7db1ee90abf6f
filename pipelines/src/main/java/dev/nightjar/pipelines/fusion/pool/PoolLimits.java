package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.settings.choice.Repeat;
import java.io.Serializable;

/**
 * Which items of a user reach the ranker.
 *
 * @param perSource most items each source proposes
 * @param repeat what happens to items the user has touched; what the user dislikes is left out
 * @param leastRating items whose mean rating is below it beyond doubt are left out, 0 for none
 */
public record PoolLimits(int perSource, Repeat repeat, double leastRating) implements Serializable {

  /** Whatever the ratings are. */
  public PoolLimits(int perSource, Repeat repeat) {
    this(perSource, repeat, 0);
  }

  /** The same items in lists of another length. */
  public PoolLimits proposing(int items) {
    return new PoolLimits(items, repeat, leastRating);
  }
}
