package dev.nightjar.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the house together: who imports whom, who writes what before whom, what Airflow runs. */
final class ArchitectureTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/nightjar/pipelines");
  private static final Path UDFS = Path.of("../udfs/src/main/java/dev/nightjar/udfs");
  private static final Pattern IMPORT =
      Pattern.compile("\\Wdev\\.nightjar\\.(pipelines|udfs)\\.((?:[a-z]+\\.)*)([A-Z]\\w*)");

  /** Rooms from the lowest to the highest; those of one row do not import one another. */
  private static final List<List<String>> LAYERS =
      List.of(
          List.of("file"),
          List.of("table"),
          List.of("settings.choice", "settings.sql"),
          List.of("settings.rule"),
          List.of("settings"),
          List.of("lake"),
          List.of("run"),
          List.of("array", "metric", "text"),
          List.of("topk"),
          List.of("candidate"),
          List.of("candidate.als.step"),
          List.of("candidate.popular", "candidate.neighbour", "candidate.als", "candidate.content"),
          List.of("candidate.linear"),
          List.of("candidate.models"),
          List.of("fusion.pool"),
          List.of("fusion.feature", "fusion.rating"),
          List.of("fusion.ranker", "fusion.rule"),
          List.of("fusion"),
          List.of("fold"),
          List.of("publish.list", "ingest.source"),
          List.of("publish.file", "publish.redis", "publish.postgres", "fold.rule"),
          Arrays.stream(Stage.values()).map(Stage::word).toList(),
          List.of("Stage"),
          List.of("demo.vocabulary"),
          List.of("demo.shop"),
          List.of("demo", "maintain", "notebook", "nightly", "tune"),
          List.of("benchmark"),
          List.of("benchmark.protocol", "benchmark.speed"),
          List.of("benchmark.quality", "benchmark.gpu"),
          List.of("command.option"),
          List.of("command.benchmark", "command.doctor"),
          List.of("command"),
          List.of("Main"));

  /** The same of the functions. */
  private static final List<List<String>> UDFS_LAYERS =
      List.of(
          List.of("text", "vector"),
          List.of("token"),
          List.of("embed.model"),
          List.of("embed"),
          List.of("sql.function"),
          List.of("sql.operator"),
          List.of("sql.rule"),
          List.of("sql"));

  /** A room of more files is divided by what a reader looks for. */
  private static final int MOST_FILES = 22;

  @Test
  void packagesImportOnlyDownwards() throws IOException {
    assertEquals(List.of(), upwards(SOURCES, "pipelines", LAYERS));
    assertEquals(List.of(), upwards(UDFS, "udfs", UDFS_LAYERS));
  }

  private static List<String> upwards(Path root, String module, List<List<String>> layers)
      throws IOException {
    Map<String, Integer> levels = new HashMap<>();
    for (int level = 0; level < layers.size(); level++) {
      for (String name : layers.get(level)) {
        levels.put(name, level);
      }
    }
    List<String> wrong = new ArrayList<>();
    for (Path file : javaFiles(root)) {
      String from = roomOf(root, file);
      assertTrue(levels.containsKey(from), "room " + from + " has no place in the layers");
      for (String to : imports(file, module)) {
        boolean own = from.equals(to);
        if (!own && levels.getOrDefault(to, Integer.MAX_VALUE) >= levels.get(from)) {
          wrong.add(root.relativize(file) + " imports " + to);
        }
      }
    }
    return wrong;
  }

  @Test
  void everyRoomIsSmallAndHasAPage() throws IOException {
    for (Path module : List.of(SOURCES, UDFS)) {
      javaFiles(module).stream()
          .collect(Collectors.groupingBy(Path::getParent))
          .forEach(
              (room, files) -> {
                assertTrue(
                    Files.exists(room.resolve("package-info.java")),
                    "room " + room + " has no package-info.java");
                assertTrue(
                    files.size() <= MOST_FILES,
                    "room " + room + " has " + files.size() + " files; divide it");
              });
    }
  }

  @Test
  void onlyTheLakeTouchesDelta() throws IOException {
    assertEquals(
        Set.of("lake"),
        packagesThatMention(SOURCES, "io\\.delta\\.tables|format\\(\"delta\"\\)", "ingest"));
  }

  @Test
  void onlyTheSqlRoomsOfTheFunctionsImportSpark() throws IOException {
    for (Path file : javaFiles(UDFS)) {
      if (!UDFS.relativize(file).startsWith("sql")) {
        assertTrue(
            !Files.readString(file).contains("import org.apache.spark"),
            UDFS.relativize(file) + " imports Spark; only sql and its rooms may");
      }
    }
  }

  @Test
  void everyTableIsWrittenByOneStageAndBeforeItIsRead() {
    Map<Table, Stage> writers = new EnumMap<>(Table.class);
    for (Stage stage : Stage.values()) {
      for (Table table : stage.reads()) {
        assertTrue(
            table == Table.RUNS || writers.containsKey(table),
            stage + " reads " + table + " before any stage wrote it");
      }
      for (Table table : stage.writes()) {
        Stage other = writers.put(table, stage);
        assertTrue(other == null, table + " is written by " + other + " and " + stage);
        assertEquals(stage.word(), table.writtenBy());
      }
    }
    Set<Table> all = EnumSet.allOf(Table.class);
    all.removeAll(writers.keySet());
    assertEquals(EnumSet.of(Table.RUNS), all);
  }

  @Test
  void airflowRunsTheStagesInOrder() throws IOException {
    String dag = Files.readString(Path.of("../airflow/dags/nightjar_nightly.py"));
    int last = -1;
    for (Stage stage : Stage.values()) {
      int at = dag.indexOf("\"" + stage.word() + "\"");
      assertTrue(at > last, "the DAG names no task " + stage.word() + " after the one before it");
      last = at;
    }
  }

  @Test
  void everyStageHasItsPackage() {
    for (Stage stage : Stage.values()) {
      assertTrue(Files.isDirectory(SOURCES.resolve(stage.word())), stage + " has no package");
    }
  }

  private static Set<String> packagesThatMention(Path root, String regex, String besides)
      throws IOException {
    Pattern pattern = Pattern.compile(regex);
    Set<String> packages = new TreeSet<>();
    for (Path file : javaFiles(root)) {
      if (pattern.matcher(Files.readString(file)).find() && !roomOf(root, file).equals(besides)) {
        packages.add(roomOf(root, file));
      }
    }
    return packages;
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .filter(f -> !f.endsWith("package-info.java"))
          .sorted()
          .toList();
    }
  }

  /** The room with the rooms around it, or the class's name at the top. */
  private static String roomOf(Path root, Path file) {
    Path relative = root.relativize(file);
    return relative.getNameCount() == 1
        ? relative.toString().replace(".java", "")
        : relative.getParent().toString().replace(relative.getFileSystem().getSeparator(), ".");
  }

  private static Set<String> imports(Path file, String module) throws IOException {
    Matcher matcher = IMPORT.matcher(Files.readString(file));
    return matcher
        .results()
        .filter(r -> r.group(1).equals(module))
        .map(r -> r.group(2).isEmpty() ? r.group(3) : r.group(2).replaceFirst("\\.$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
