package dev.nightjar.udfs.embed;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Vectors of texts seen before, the least recently used forgotten first.
 *
 * <p>A text that is being embedded is there already as a promise, so that tasks which meet the same
 * text at the same time embed it once.
 */
final class VectorCache {

  /** Map entry, key, future and array header, as measured on a 64-bit JVM. */
  private static final int OVERHEAD = 160;

  private final int capacity;
  private final Map<TextKey, Promise> vectors = new LinkedHashMap<>(16, 0.75f, true);

  VectorCache(long bytes, int dimension) {
    long entry = OVERHEAD + (long) dimension * Float.BYTES;
    this.capacity = (int) Math.min(Integer.MAX_VALUE, bytes / entry);
  }

  /**
   * Promises a text's vector, or finds the promise that somebody else made.
   *
   * @return {@code mine} itself if the caller must now keep it
   */
  synchronized Promise claim(TextKey text, Promise mine) {
    Promise known = vectors.get(text);
    if (known != null && known.share()) {
      return known;
    }
    vectors.put(text, mine);
    if (vectors.size() > capacity) {
      var eldest = vectors.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
    return mine;
  }

  /** Forgets a promise that could not be kept. */
  synchronized void forget(TextKey text, Promise broken) {
    vectors.remove(text, broken);
  }
}
