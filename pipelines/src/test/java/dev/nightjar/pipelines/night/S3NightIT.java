package dev.nightjar.pipelines.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightjar.pipelines.lake.LakeLock;
import dev.nightjar.pipelines.lake.LakeLockedException;
import dev.nightjar.pipelines.night.SubmittedNight.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lake, sources, settings, lists and reports on an object store alone, one that has no rename and
 * has conditional writes.
 */
final class S3NightIT {

  private static final String BUCKET = "nightjar";
  private static final String ROOT = "s3a://" + BUCKET + "/shop";
  private static final int RIVALS = 6;

  @TempDir private static java.nio.file.Path directory;
  private static S3Server server;
  private static FileSystem files;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(S3Server.isInstalled(), "no moto in pipelines/.venv; pipelines/bin/check makes it");
    server = S3Server.start(directory.resolve("server.log"));
    server.makeBucket(BUCKET);
    files = new Path(ROOT).getFileSystem(server.configuration());
  }

  @AfterAll
  static void stop() throws IOException {
    if (files != null) {
      files.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aNightLivesOnTheStoreAloneAndAReaderNeverSeesABrokenList() throws Exception {
    String conf = StoredShop.write(files, ROOT, directory.resolve("sources"));
    String night = "--night=" + TinyShop.NIGHT;
    try (PollingReader reader = PollingReader.of(server.configuration(), ROOT + "/published")) {
      assertEnds(run("nightly", conf, night));
      assertEnds(run("nightly", conf, night, "--from=rank", "--to=publish", "--set=rank.top-k=8"));
      reader.awaitListOf(8);
      assertEquals(List.of(), reader.broken());
      assertTrue(reader.sizes().containsAll(List.of(10, 8)), () -> "saw " + reader.sizes());
    }
    assertTrue(files.exists(new Path(ROOT + "/reports/" + TinyShop.NIGHT + ".html")));
    assertFalse(files.exists(new Path(ROOT + "/lake/_nightjar/lock")), "the lake is locked");
    Ended list = run("lists", conf, "--user=U00001");
    assertEnds(list);
    assertTrue(
        list.said("recommendations for user U00001, night " + TinyShop.NIGHT), list::toString);
  }

  @Test
  void ofRunsThatWantTheLockAtOnceOneHasIt() throws Exception {
    String root = "s3a://" + BUCKET + "/free";
    List<LakeLock> held = takenAtOnce(root, Duration.ofMinutes(10));
    assertEquals(1, held.size());
    held.get(0).ensureHeld();
    held.get(0).close();
    LakeLock.take(files, root, "next", Duration.ofMinutes(10)).close();
  }

  @Test
  void ofRunsThatTakeADeadRunsLockOverOneHasItAndTheDeadOneLeavesItAlone() throws Exception {
    String root = "s3a://" + BUCKET + "/stale";
    Duration stale = Duration.ofSeconds(4);
    // Beats so rarely that it counts as dead below.
    LakeLock silent = LakeLock.take(files, root, "silent", Duration.ofHours(1));
    Thread.sleep(stale.plusSeconds(2).toMillis());
    List<LakeLock> held = takenAtOnce(root, stale);
    assertEquals(1, held.size());
    LakeLockedException lost = assertThrows(LakeLockedException.class, silent::ensureHeld);
    assertTrue(lost.getMessage().contains("run rival-"), lost::getMessage);
    silent.close();
    Thread.sleep(stale.toMillis() / 2); // several beats of the new holder
    held.get(0).ensureHeld();
    held.get(0).close();
  }

  @Test
  void aStoreWithoutConditionalWritesTellsTheRunWhoseLockWasOverwritten() throws Exception {
    Configuration conf = server.configuration();
    conf.setBoolean("fs.s3a.create.conditional.enabled", false);
    String root = "s3a://" + BUCKET + "/plain";
    try (FileSystem plain = FileSystem.newInstance(URI.create(root), conf);
        LakeLock first = LakeLock.take(plain, root, "first", Duration.ofMinutes(10))) {
      LakeLockedException refused =
          assertThrows(
              LakeLockedException.class,
              () -> LakeLock.take(plain, root, "second", Duration.ofMinutes(10)));
      assertTrue(refused.getMessage().contains("run first"), refused::getMessage);
      // What a second run does that looked before the first one had written.
      try (OutputStream out = plain.create(new Path(root + "/_nightjar/lock"), true)) {
        out.write("run second".getBytes(StandardCharsets.UTF_8));
      }
      LakeLockedException lost = assertThrows(LakeLockedException.class, first::ensureHeld);
      assertTrue(lost.getMessage().contains("run second"), lost::getMessage);
    }
  }

  private static List<LakeLock> takenAtOnce(String root, Duration stale) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService rivals = Executors.newFixedThreadPool(RIVALS);
    try {
      List<Future<Stream<LakeLock>>> attempts = new ArrayList<>();
      for (int rival = 0; rival < RIVALS; rival++) {
        String name = "rival-" + rival;
        Callable<Stream<LakeLock>> attempt =
            () -> {
              start.await();
              try {
                return Stream.of(LakeLock.take(files, root, name, stale));
              } catch (LakeLockedException e) {
                return Stream.empty();
              }
            };
        attempts.add(rivals.submit(attempt));
      }
      start.countDown();
      List<LakeLock> held = new ArrayList<>();
      for (Future<Stream<LakeLock>> attempt : attempts) {
        attempt.get().forEach(held::add);
      }
      return held;
    } finally {
      rivals.shutdownNow();
    }
  }

  /** Runs a command as on a cluster that knows the store; credentials are in the environment. */
  private static Ended run(String... arguments) throws IOException, InterruptedException {
    java.nio.file.Path conf = Files.createDirectories(directory.resolve("spark-conf"));
    Files.write(
        conf.resolve("spark-defaults.conf"),
        server.hadoop().entrySet().stream()
            .map(e -> "spark.hadoop." + e.getKey() + " " + e.getValue())
            .toList());
    Map<String, String> environment = new HashMap<>(S3Server.CREDENTIALS);
    environment.put("SPARK_CONF_DIR", conf.toString());
    return SubmittedNight.run(environment, arguments);
  }

  private static void assertEnds(Ended night) {
    assertEquals(0, night.code(), night::toString);
    assertFalse(night.said(S3Server.CREDENTIALS.get("AWS_SECRET_ACCESS_KEY")), "tells a secret");
  }
}
