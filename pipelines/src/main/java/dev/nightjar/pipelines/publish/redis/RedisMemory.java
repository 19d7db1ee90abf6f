package dev.nightjar.pipelines.publish.redis;

import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.Surface;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether a server would keep a whole version. */
final class RedisMemory {

  /** What a key costs beside its name and its value, and what allocations are rounded up by. */
  private static final int KEY_BYTES = 100;

  private static final double ROUNDING = 1.15;

  private RedisMemory() {}

  /** About how much memory the lists take. */
  static long needed(NightLists lists, String version) {
    double bytes = 0;
    for (Surface surface : Surface.values()) {
      int name = RedisKeys.listPrefix(surface, version).length();
      bytes += lists.bytes(surface) + (double) lists.size(surface).keys() * (name + KEY_BYTES);
    }
    return (long) (bytes * ROUNDING);
  }

  /**
   * Lets servers pass that have room and never drop a key for want of it.
   *
   * @param nodes what {@code INFO memory} says, of all nodes that share the lists
   */
  static void require(String store, long needed, List<Map<String, String>> nodes) {
    for (Map<String, String> node : nodes) {
      String policy = node.getOrDefault("maxmemory_policy", "noeviction");
      if (policy.startsWith("allkeys")) {
        throw new PublicationException(
            store
                + " has maxmemory-policy "
                + policy
                + ", which drops lists when memory runs short; set it to noeviction there");
      }
      long limit = number(node, "maxmemory");
      long free =
          limit > 0
              ? limit - number(node, "used_memory")
              : number(node, "total_system_memory") - number(node, "used_memory_rss");
      if (free < needed / nodes.size()) {
        throw new PublicationException(
            String.format(
                Locale.ROOT,
                "%s has %,d bytes free of %,d, the lists need about %,d beside those that are live;"
                    + " raise maxmemory there, or lower rank.top-k",
                store,
                free,
                limit > 0 ? limit : number(node, "total_system_memory"),
                needed / nodes.size()));
      }
    }
  }

  private static long number(Map<String, String> node, String field) {
    return Long.parseLong(node.getOrDefault(field, Long.toString(Long.MAX_VALUE / 2)));
  }
}
