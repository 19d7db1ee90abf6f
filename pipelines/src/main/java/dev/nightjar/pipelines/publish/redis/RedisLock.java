package dev.nightjar.pipelines.publish.redis;

import dev.nightjar.pipelines.lake.LockHolder;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.ServingStore;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.params.SetParams;

/**
 * One writer a server: a key that expires unless its holder renews it. Whoever comes while another
 * holds it waits until a dead holder's would have expired, unless it sees that the holder is gone.
 */
final class RedisLock implements ServingStore.Lock {

  private static final long LIFE_MILLIS = 15_000;
  private static final long BEAT_MILLIS = 3_000;
  private static final long PAUSE_NANOS = 200_000_000;
  private static final String IF_HELD =
      "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end ";
  private static final String RENEW = IF_HELD + "return redis.call('PEXPIRE', KEYS[1], ARGV[2])";
  private static final String RELEASE = IF_HELD + "return redis.call('DEL', KEYS[1])";

  private final RedisServer server;
  private final String store;
  private final String token;
  private final ScheduledExecutorService beat =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "redis-lock");
            thread.setDaemon(true);
            return thread;
          });

  private RedisLock(RedisServer server, String store, String token) {
    this.server = server;
    this.store = store;
    this.token = token;
    var unused =
        beat.scheduleAtFixedRate(this::renew, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  static RedisLock take(RedisServer server, String store, String holder) {
    String token = LockHolder.me(holder) + " " + UUID.randomUUID();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIFE_MILLIS + BEAT_MILLIS);
    while (!taken(server, token)) {
      if (System.nanoTime() > end) {
        throw new PublicationException(
            store
                + " is written to by "
                + other(server)
                + "; wait for its end, or stop it: the lock "
                + RedisKeys.LOCK
                + " then expires by itself");
      }
      String other = other(server);
      if (LockHolder.isGone(other)) {
        release(server, other);
      } else {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return new RedisLock(server, store, token);
  }

  private static boolean taken(RedisServer server, String token) {
    SetParams once = SetParams.setParams().nx().px(LIFE_MILLIS);
    return server.ask(
        client ->
            client.set(RedisKeys.LOCK, token, once) != null
                || token.equals(client.get(RedisKeys.LOCK)));
  }

  @Override
  public void ensureHeld() {
    String now = server.ask(client -> client.get(RedisKeys.LOCK));
    if (!token.equals(now)) {
      throw new PublicationException(
          store
              + " was silent for too long and its lock "
              + RedisKeys.LOCK
              + " is "
              + (now == null ? "gone" : "held by " + now)
              + "; run it again");
    }
  }

  @Override
  public void close() {
    beat.shutdownNow();
    try {
      release(server, token);
    } catch (PublicationException e) {
      // It expires by itself; a server that is gone has told so before.
    }
  }

  private static String other(RedisServer server) {
    String other = server.ask(client -> client.get(RedisKeys.LOCK));
    return other == null ? "nobody" : other;
  }

  private static void release(RedisServer server, String token) {
    server.ask(client -> client.eval(RELEASE, List.of(RedisKeys.LOCK), List.of(token)));
  }

  private void renew() {
    try {
      List<String> life = List.of(token, Long.toString(LIFE_MILLIS));
      server.ask(client -> client.eval(RENEW, List.of(RedisKeys.LOCK), life));
    } catch (RuntimeException e) {
      // The next beat tries again; ensureHeld tells of a lock that is lost.
    }
  }
}
