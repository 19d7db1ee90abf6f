package dev.nightjar.pipelines.publish.redis;

import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.Surface;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The pointers of all surfaces. A server moves them together; the nodes of a Cluster move theirs
 * one after the other, the one of the recommendations, which counts, last.
 */
final class RedisPointers {

  /** KEYS: the pointer that counts and others. ARGV: the new version, and what is expected. */
  private static final String COMPARE_AND_SET =
      "local now = redis.call('GET', KEYS[1]) or '' "
          + "if now ~= ARGV[1] and now ~= ARGV[2] then return 'held:' .. now end "
          + "for i = 1, #KEYS do redis.call('SET', KEYS[i], ARGV[1]) end "
          + "return 'done'";

  /** KEYS: pointers. ARGV: the version that may be taken back, and what was before it. */
  private static final String TAKE_BACK =
      "for i = 1, #KEYS do if redis.call('GET', KEYS[i]) == ARGV[1] then "
          + "if ARGV[2] == '' then redis.call('DEL', KEYS[i]) "
          + "else redis.call('SET', KEYS[i], ARGV[2]) end end end return 'done'";

  private final RedisServer server;
  private final String store;

  RedisPointers(RedisServer server, String store) {
    this.server = server;
    this.store = store;
  }

  Optional<String> read(Surface surface) {
    return Optional.ofNullable(server.ask(client -> client.get(RedisKeys.live(surface))));
  }

  /** Moves all pointers to a version, whose manifest is stored before. */
  void flip(String to, String manifest, Optional<String> from) {
    String[] keys = RedisKeys.pointers();
    if (server.isCluster()) {
      Optional<String> now = read(Surface.RECOMMENDATIONS);
      if (!now.equals(from) && !now.equals(Optional.of(to))) {
        throw meanwhile(now.orElse(""), from);
      }
    }
    server.ask(client -> client.hset(RedisKeys.VERSIONS, to, manifest));
    if (server.isCluster()) {
      for (String other : Arrays.copyOfRange(keys, 1, keys.length)) {
        server.ask(client -> client.set(other, to));
      }
      keys = Arrays.copyOf(keys, 1);
    }
    String moved = eval(COMPARE_AND_SET, keys, to, from.orElse(""));
    if (!moved.equals("done")) {
      throw meanwhile(moved.substring("held:".length()), from);
    }
    server.ask(client -> client.hdel(RedisKeys.LOADING, to));
  }

  /** Puts the pointers back that hold a version. */
  void unflip(String flipped, Optional<String> to) {
    if (server.isCluster()) {
      for (String key : RedisKeys.pointers()) {
        eval(TAKE_BACK, new String[] {key}, flipped, to.orElse(""));
      }
    } else {
      eval(TAKE_BACK, RedisKeys.pointers(), flipped, to.orElse(""));
    }
  }

  private String eval(String script, String[] keys, String... arguments) {
    Object answer = server.ask(client -> client.eval(script, List.of(keys), List.of(arguments)));
    return answer.toString();
  }

  private PublicationException meanwhile(String now, Optional<String> from) {
    return new PublicationException(
        store
            + " shows "
            + (now.isEmpty() ? "nothing" : now)
            + " where "
            + from.orElse("nothing")
            + " was expected: somebody else published meanwhile; run it again");
  }
}
