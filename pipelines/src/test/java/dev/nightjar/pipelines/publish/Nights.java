package dev.nightjar.pipelines.publish;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.run.Attempt;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.Job;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.RunId;
import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** A small lake with ranked nights, and the store that they are published to. */
public final class Nights {

  public static final int USERS = 20;
  public static final int ITEMS = 30;
  public static final int LIST = 5;

  private final SparkSession spark;
  private final Lake lake;
  private final Path lakeRoot;
  private final Path published;
  private final Settings settings;

  /** A lake with a catalog of the items i0 to i29. */
  public Nights(SparkSession spark, Path lakeRoot, Path published, String... more) {
    this.spark = spark;
    this.lakeRoot = lakeRoot;
    this.published = published;
    this.lake = new Lake(spark, lakeRoot.toString());
    this.settings =
        Settings.of(
            ConfigFactory.parseString(String.join("\n", more))
                .withFallback(
                    ConfigFactory.parseString(
                        "lake.root = \""
                            + lakeRoot
                            + "\"\npublish { root = \""
                            + published
                            + "\", shards = 3 }")));
    if (lake.version(Table.ITEMS) == Lake.NO_VERSION) {
      MadeOnce.CATALOG.into(lakeRoot, made -> new Nights(this, made).catalog(item -> true));
    }
  }

  private Nights(Nights like, Path lakeRoot) {
    this.spark = like.spark;
    this.published = like.published;
    this.settings = like.settings;
    this.lake = new Lake(spark, lakeRoot.toString());
    this.lakeRoot = lakeRoot;
  }

  void catalog(IntPredicate available) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      rows.add(item("i" + i, available.test(i)));
    }
    lake.upsert(Table.ITEMS, spark.createDataFrame(rows, Table.ITEMS.schema()));
  }

  public static Row item(String id, boolean available) {
    String title = "Title of \"" + id + "\" é";
    return RowFactory.create(
        id, title, null, null, null, null, null, null, available, null, null, id + available);
  }

  /** Writes lists of a night; another shift gives other lists. */
  public Nights ranked(String night, int shift) {
    if (lake.version(Table.RECOMMENDATIONS) == Lake.NO_VERSION) {
      MadeOnce.ranked(night, shift)
          .into(lakeRoot, made -> new Nights(this, made).ranked(night, shift, USERS));
      return this;
    }
    return ranked(night, shift, USERS);
  }

  /** The same for that many users. */
  Nights ranked(String night, int shift, int users) {
    List<Row> recommended = new ArrayList<>();
    List<Row> similar = new ArrayList<>();
    for (int key = 0; key < users; key++) {
      for (int position = 1; position <= LIST; position++) {
        String item = "i" + (key + shift + position) % ITEMS;
        recommended.add(recommended(night, "u" + key, position, item, 1.0 / position));
        similar.add(similar(night, "i" + key, position, item, 1.0 / (position + 1)));
      }
    }
    LocalDate date = LocalDate.parse(night);
    lake.replaceNight(
        Table.RECOMMENDATIONS,
        date,
        spark.createDataFrame(recommended, Table.RECOMMENDATIONS.schema()));
    lake.replaceNight(
        Table.SIMILAR_ITEMS, date, spark.createDataFrame(similar, Table.SIMILAR_ITEMS.schema()));
    return this;
  }

  public static Row recommended(
      String night, String user, int position, String item, double score) {
    String[] reasons = {"because you bought \"Strap\"", "liked by others"};
    return RowFactory.create(
        Date.valueOf(night), user, position, item, score, 0.2, 4.1, "als", reasons, null);
  }

  public static Row similar(String night, String item, int position, String other, double score) {
    return RowFactory.create(
        Date.valueOf(night), item, position, other, score, new String[] {"often together"});
  }

  /** Publishes a ranked night, as the stage of a run. */
  public StageResult publish(String night) {
    return run(night, "publish", PublishJob::execute);
  }

  StageResult run(String night, String stage, Job job) {
    Night date = new Night(LocalDate.parse(night));
    RunId runId = RunId.starting(date, Instant.now());
    try (Console console = new Console(spark.sparkContext())) {
      return new Attempt(new Equipment(spark, settings, lake, console), date, runId)
          .execute(stage, job);
    }
  }

  /** What the attempts at a night left in the table runs. */
  public Dataset<Row> runs(String night) {
    return lake.read(Table.RUNS).where("night = '" + night + "'");
  }

  public ServingStore store() {
    return store(published);
  }

  public static ServingStore store(Path published) {
    return Stores.open(
            Settings.of(ConfigFactory.parseString("publish.root = \"" + published + "\""))
                .publish(),
            new Configuration())
        .all()
        .get(0);
  }

  public static Publication live(Path published) {
    return store(published).live().orElseThrow();
  }

  /** The names of the directories of all versions. */
  public static List<String> directories(Path published) {
    try (var versions = Files.list(published.resolve("versions"))) {
      return versions.map(v -> v.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a directory with all that is in it. */
  public static Path copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path target = to.resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
    return to;
  }
}
