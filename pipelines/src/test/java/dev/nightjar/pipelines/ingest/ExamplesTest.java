package dev.nightjar.pipelines.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.StoreSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The settings of {@code conf/examples} on the real files, where those are at hand. */
@ExtendWith(SparkExtension.class)
final class ExamplesTest {

  private static final Path DATA =
      Path.of(Optional.ofNullable(System.getenv("NIGHTJAR_DATA")).orElse("../../shared/data"));

  @Test
  void allExamplesAreValidAndKeepTheirPlacesApart() {
    Map<String, String> places =
        Map.of("AMAZON_REVIEWS", "a", "MOVIELENS_100K", "m", "ONLINE_RETAIL", "o");

    for (String name : List.of("amazon-reviews", "movielens-100k", "online-retail")) {
      Settings settings = Settings.of(example(name, places));
      String own = "nightjar-data/" + name;
      assertEquals(own + "/lake", settings.lake().root());
      StoreSettings lists = settings.publish().stores().get(0);
      assertEquals(own + "/published", ((StoreSettings.Files) lists).root());
      assertEquals(own + "/reports", settings.report().root());
    }
  }

  @Test
  void amazonReviews(SparkSession spark, @TempDir Path directory) throws IOException {
    Path file = head("amazon-musical-instruments/Musical_Instruments_5.json.gz", 400, directory);

    Map<String, Long> counts =
        ingest(spark, directory, "amazon-reviews", "AMAZON_REVIEWS", file, "2014-07-22");

    assertEquals(35, counts.get("items.changed"));
    assertEquals(400, counts.get("reviews.changed"));
    assertEquals(400, counts.get("interactions.changed"));
    assertEquals(338, counts.get("user_index.added"));
    assertEquals(0, counts.get("reviews.quarantined") + counts.get("interactions.quarantined"));
  }

  @Test
  void movieLens(SparkSession spark, @TempDir Path directory) {
    Path folder = data("ml-100k");

    Map<String, Long> counts =
        ingest(spark, directory, "movielens-100k", "MOVIELENS_100K", folder, "1998-04-22");

    assertEquals(1_682, counts.get("items.changed"));
    assertEquals(943, counts.get("users.changed"));
    assertEquals(100_000, counts.get("interactions.changed"));
    assertEquals(0, counts.get("items.quarantined") + counts.get("interactions.quarantined"));
  }

  @Test
  void onlineRetail(SparkSession spark, @TempDir Path directory) throws IOException {
    Path file = head("online-retail/online_retail.csv.gz", 40_000, directory);

    Map<String, Long> counts =
        ingest(spark, directory, "online-retail", "ONLINE_RETAIL", file, "2011-12-09");

    assertEquals(25_347, counts.get("interactions.read"));
    assertEquals(2_390, counts.get("items.changed"));
    assertEquals(864, counts.get("user_index.added"));
    assertEquals(0, counts.get("items.quarantined") + counts.get("interactions.quarantined"));
  }

  private static Map<String, Long> ingest(
      SparkSession spark, Path directory, String name, String variable, Path place, String night) {
    IngestFixture fixture = new IngestFixture(spark, directory);
    Config root = ConfigFactory.parseMap(Map.of("lake.root", fixture.lake().root()));
    Map<String, String> places = Map.of(variable, place.toAbsolutePath().toString());
    return fixture.ingest(Settings.of(root.withFallback(example(name, places))), night).counts();
  }

  private static Config example(String name, Map<String, String> places) {
    return ConfigFactory.parseFile(Path.of("../conf/examples", name + ".conf").toFile())
        .resolveWith(ConfigFactory.parseMap(places));
  }

  /** So many lines of a file, as a file of the same name: ten years of days take minutes. */
  private static Path head(String name, int lines, Path directory) throws IOException {
    Path whole = data(name);
    Path head = directory.resolve(whole.getFileName());
    try (var in = new GZIPInputStream(Files.newInputStream(whole));
        var read = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        var out = new GZIPOutputStream(Files.newOutputStream(head));
        var write = new PrintWriter(out, false, StandardCharsets.UTF_8)) {
      read.lines().limit(lines).forEach(write::println);
    }
    return head;
  }

  private static Path data(String name) {
    Path path = DATA.resolve(name);
    assumeTrue(Files.exists(path), path + " is not here; set NIGHTJAR_DATA to run this test");
    return path;
  }
}
