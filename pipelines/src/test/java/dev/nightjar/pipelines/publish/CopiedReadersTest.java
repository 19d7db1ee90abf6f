package dev.nightjar.pipelines.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.pipelines.publish.list.ListLine;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.server.PostgresExtension;
import dev.nightjar.pipelines.server.PostgresServer;
import dev.nightjar.pipelines.server.RedisExtension;
import dev.nightjar.pipelines.server.RedisProcess;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The readers in conf/readers, run against what a night published to a store of each kind. */
@ExtendWith({SparkExtension.class, RedisExtension.class, PostgresExtension.class})
final class CopiedReadersTest {

  private static final Path READERS = Path.of("../conf/readers").toAbsolutePath().normalize();
  private static final Path PYTHON = READERS.resolve(".venv/bin/python");
  private static final String NIGHT = "2024-03-01";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path files;

  @Test
  void everyReaderFindsAListFallsBackAndTellsItsAge(
      SparkSession spark, RedisProcess redis, PostgresServer postgres) throws Exception {
    ThreeStores settings = ThreeStores.of(files, redis, postgres);
    try (Stores stores =
            Stores.open(PlainNights.settings(settings.settings()), new Configuration());
        NightLists lists = PlainNights.lists(spark, NIGHT)) {
      PlainNights.publish(stores.all(), lists, "w");
    }
    String jdbc = settings.url();
    String url = jdbc.replace("jdbc:postgresql://", "postgresql://" + PostgresServer.USER + "@");
    List<List<String>> readers =
        new ArrayList<>(
            List.of(
                java("FileLists.java", files.toString()),
                java("RedisLists.java", redis.url()),
                java("PostgresLists.java", jdbc)));
    if (Files.isExecutable(PYTHON)) {
      String python = PYTHON.toString();
      readers.add(List.of(python, "python/file_lists.py", files.toString()));
      readers.add(List.of(python, "python/redis_lists.py", redis.url()));
      readers.add(List.of(python, "python/postgres_lists.py", url));
    }
    if (Files.isDirectory(READERS.resolve("node/node_modules"))) {
      readers.add(List.of("node", "node/file-lists.mjs", files.toString()));
      readers.add(List.of("node", "node/redis-lists.mjs", redis.url()));
      readers.add(List.of("node", "node/postgres-lists.mjs", url));
    }
    for (List<String> reader : readers) {
      JsonNode answer = run(reader, "nobody", "u7", "u3");
      byte[] line = JSON.writeValueAsBytes(answer.get("list"));
      assertEquals("u7", answer.get("list").get("user_id").asText(), reader.toString());
      assertEquals(
          Optional.empty(),
          PlainNights.problem(7, ListLine.parse(Surface.RECOMMENDATIONS, line)),
          reader.toString());
      long age = ChronoUnit.DAYS.between(LocalDate.parse(NIGHT), LocalDate.now(ZoneOffset.UTC));
      assertTrue(Math.abs(answer.get("age_days").asLong() - age) <= 1, answer.toString());
      JsonNode nothing = run(reader, "nobody", "no one");
      assertTrue(
          nothing.get("list").isNull() && nothing.get("age_days").isNull(), "found " + nothing);
    }
    assumeTrue(
        readers.size() == 9,
        "only " + readers.size() + " of 9 readers ran; pipelines/bin/check installs their clients");
  }

  private static List<String> java(String reader, String place) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        clients(),
        "java/" + reader,
        place);
  }

  /** The jars that the readers in Java need, of all that the tests have. */
  private static String clients() {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":")) {
      if (entry.matches(".*/(?:jedis|postgresql|commons-pool2|slf4j-api|json|gson)-[^/]*\\.jar")) {
        jars.add(entry);
      }
    }
    return String.join(":", jars);
  }

  private static JsonNode run(List<String> reader, String... keys)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(reader);
    command.addAll(List.of(keys));
    ProcessBuilder builder = new ProcessBuilder(command).directory(READERS.toFile());
    builder.environment().put("PGUSER", PostgresServer.USER);
    builder.environment().put("PGPASSWORD", PostgresServer.PASSWORD);
    Path errors = Files.createTempFile("reader", ".txt");
    Process process = builder.redirectError(errors.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(2, TimeUnit.MINUTES), reader + " does not end");
    assertEquals(0, process.exitValue(), reader + ": " + Files.readString(errors));
    return JSON.readTree(out);
  }
}
