package dev.nightjar.pipelines.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
final class PublishWhileReadingTest {

  @TempDir private Path lake;
  @TempDir private Path published;

  @Test
  void aReaderSeesOneWholeNightAfterTheOther(SparkSession spark) throws Exception {
    Nights nights = new Nights(spark, lake, published, "publish.keep = 1");
    nights.ranked("2024-03-01", 1).publish("2024-03-01");
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newSingleThreadExecutor();
    Future<List<String>> seen = readers.submit(() -> read(done));
    for (int day = 2; day <= 4; day++) {
      nights.ranked("2024-03-0" + day, day).publish("2024-03-0" + day);
    }
    done.set(true);
    assertEquals(
        List.of("2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04"),
        seen.get(1, TimeUnit.MINUTES));
    readers.shutdown();
  }

  /** Looks lists up until told to stop, and once more; the nights they were of. */
  private List<String> read(AtomicBoolean done) {
    TreeSet<String> nights = new TreeSet<>();
    int reads = 0;
    boolean last = false;
    while (!last) {
      last = done.get();
      String user = "u" + reads % Nights.USERS;
      PublishedList list =
          Nights.store(published).lookup(Surface.RECOMMENDATIONS, user).orElseThrow();
      int shift = Integer.parseInt(list.night().substring(9));
      assertEquals(Nights.LIST, list.items().size());
      for (int position = 1; position <= Nights.LIST; position++) {
        assertEquals(
            "i" + (reads % Nights.USERS + shift + position) % Nights.ITEMS,
            list.items().get(position - 1).itemId());
      }
      assertTrue(nights.isEmpty() || list.night().compareTo(nights.last()) >= 0, "went back");
      nights.add(list.night());
      reads++;
    }
    return List.copyOf(nights);
  }
}
