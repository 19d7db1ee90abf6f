package dev.nightjar.pipelines.publish.redis;

import dev.nightjar.pipelines.publish.list.KeyedLists;
import dev.nightjar.pipelines.publish.list.LineDigest;
import dev.nightjar.pipelines.publish.list.ListLine;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.StoredPart;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import redis.clients.jedis.Response;

/**
 * Writes the lists of a surface, in Spark's tasks: batch by batch first which keys come, then one
 * value a key. A task that Spark runs twice writes the same under the same names.
 */
final class RedisLoad {

  private RedisLoad() {}

  /** Writes all lists of a surface; the parts, with the digests of what was sent. */
  static List<StoredFile> load(
      StoreSettings.Redis settings, String version, Surface surface, NightLists lists) {
    NightLists.Reading reading = lists.reading();
    Dataset<Row> rows = lists.rows(surface);
    int tasks =
        Math.min(
            rows.javaRDD().getNumPartitions(),
            rows.sparkSession().sparkContext().defaultParallelism());
    double perSecond = (double) settings.redis().ratePerSecond() / tasks;
    return rows.javaRDD()
        .mapPartitions(
            part -> new Task(settings, version, surface, perSecond).load(reading.lists(part)))
        .collect();
  }

  /** One task's work. */
  private record Task(
      StoreSettings.Redis settings, String version, Surface surface, double perSecond) {

    Iterator<StoredFile> load(KeyedLists lists) {
      List<StoredFile> written = new ArrayList<>();
      long start = System.nanoTime();
      long sent = 0;
      try (RedisServer server = new RedisServer(settings)) {
        KeyedLists.Keyed next = lists.hasNext() ? lists.next() : null;
        while (next != null) {
          int shard = next.shard();
          LineDigest digest = new LineDigest();
          for (int batch = 0; next != null && next.shard() == shard; batch++) {
            List<String> keys = new ArrayList<>();
            List<byte[]> lines = new ArrayList<>();
            while (next != null
                && next.shard() == shard
                && keys.size() < settings.redis().batch()) {
              byte[] line = ListLine.render(surface, next.list());
              digest.add(line);
              keys.add(next.list().key());
              lines.add(line);
              next = lists.hasNext() ? lists.next() : null;
            }
            send(server, shard, batch, keys, lines);
            sent += keys.size();
            pause(start, sent);
          }
          written.add(digest.described(StoredPart.path(surface, shard)));
        }
      }
      return written.iterator();
    }

    private void send(
        RedisServer server, int shard, int batch, List<String> keys, List<byte[]> lines) {
      byte[] index = RedisKeys.keys(surface, version, shard, batch);
      server.ask(client -> client.set(index, RedisServer.json(keys)));
      server.askAll(
          pipeline -> {
            List<Response<String>> answers = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
              byte[] name = RedisKeys.list(surface, version, keys.get(i));
              answers.add(pipeline.set(name, lines.get(i)));
            }
            return answers;
          });
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
