package dev.nightjar.pipelines.publish.redis;

import dev.nightjar.pipelines.publish.list.KeyedLine;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.api.java.JavaRDD;

/**
 * Writes the lists of a surface, in Spark's tasks: batch by batch first which keys come, then one
 * value a key. A task that Spark runs twice writes the same under the same names.
 */
final class RedisLoad {

  private RedisLoad() {}

  /** Writes all lists of a surface. */
  static void load(
      StoreSettings.Redis settings, String version, Surface surface, NightLists lists) {
    JavaRDD<KeyedLine> lines = lists.lines(surface);
    int tasks = Math.min(lines.getNumPartitions(), lines.context().defaultParallelism());
    double perSecond = (double) settings.redis().ratePerSecond() / tasks;
    lines.foreachPartition(part -> new Task(settings, version, surface, perSecond).load(part));
  }

  /** One task's work. */
  private record Task(
      StoreSettings.Redis settings, String version, Surface surface, double perSecond) {

    void load(Iterator<KeyedLine> lines) {
      long start = System.nanoTime();
      long sent = 0;
      try (RedisServer server = new RedisServer(settings)) {
        KeyedLine next = lines.hasNext() ? lines.next() : null;
        while (next != null) {
          int shard = next.shard();
          for (int batch = 0; next != null && next.shard() == shard; batch++) {
            List<KeyedLine> together = new ArrayList<>();
            while (next != null
                && next.shard() == shard
                && together.size() < settings.redis().batch()) {
              together.add(next);
              next = lines.hasNext() ? lines.next() : null;
            }
            send(server, RedisKeys.keys(surface, version, shard, batch), together);
            sent += together.size();
            pause(start, sent);
          }
        }
      }
    }

    private void send(RedisServer server, byte[] index, List<KeyedLine> lines) {
      byte[] keys = RedisServer.json(lines.stream().map(KeyedLine::key).toList());
      server.ask(client -> client.set(index, keys));
      server.askAll(
          pipeline ->
              lines.stream()
                  .map(l -> pipeline.set(RedisKeys.list(surface, version, l.key()), l.line()))
                  .toList());
    }

    private void pause(long start, long sent) {
      if (perSecond > 0) {
        long due = start + (long) (sent / perSecond * 1e9);
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
      }
    }
  }
}
