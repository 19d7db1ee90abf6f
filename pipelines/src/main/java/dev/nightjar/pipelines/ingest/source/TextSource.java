package dev.nightjar.pipelines.ingest.source;

import dev.nightjar.pipelines.settings.SourceSettings;
import dev.nightjar.pipelines.settings.SourceSettings.Format;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** CSV and JSON files, read as their beginnings say and with a place for broken lines. */
record TextSource(SparkSession spark, SourceSettings settings) {

  /** Options that say which files there are. */
  private static final List<String> LISTING =
      List.of(
          "basePath",
          "recursiveFileLookup",
          "pathGlobFilter",
          "modifiedBefore",
          "modifiedAfter",
          "ignoreMissingFiles");

  private static final String MULTI_LINE = "multiLine";

  /** How much is read to know the columns. */
  enum Depth {
    /** The beginnings of files. */
    FIRST_ROWS,
    /** All rows where the format needs that. */
    ROWS
  }

  Dataset<Row> rows(Depth depth) {
    List<FileHead> heads =
        FileHead.of(spark.sessionState().newHadoopConf(), settings.name(), files());
    BinaryFormat.problem(settings.name(), heads).ifPresent(TextSource::refuse);
    TextEncoding.problem(settings, heads).ifPresent(TextSource::refuse);
    return settings.format() == Format.CSV ? csv(heads) : json(heads, depth);
  }

  /** What Spark will read, in the order of the names. */
  private List<String> files() {
    Map<String, String> listing = new HashMap<>();
    LISTING.forEach(name -> settings.option(name).ifPresent(v -> listing.put(name, v)));
    Dataset<Row> all = spark.read().format("text").options(listing).load(path());
    return Arrays.stream(all.inputFiles()).sorted().toList();
  }

  private Dataset<Row> csv(List<FileHead> heads) {
    boolean wide = TextEncoding.isWide(TextEncoding.of(settings));
    DataFrameReader reader = reader(wide);
    boolean headed = settings.option("header").map(Boolean::parseBoolean).orElse(true);
    if (!headed || heads.size() < 2) {
      return withUnreadable(reader, path());
    }
    CsvColumns columns = CsvColumns.of(spark, reader(wide), settings, heads);
    boolean byName = settings.option(CsvColumns.BY_NAME).map(Boolean::parseBoolean).orElse(false);
    if (!byName) {
      columns.problem(settings).ifPresent(TextSource::refuse);
      return withUnreadable(reader, path());
    }
    return columns.files().values().stream()
        .map(alike -> withUnreadable(basedReader(wide), paths(alike)))
        .reduce((some, others) -> some.unionByName(others, true))
        .orElseThrow();
  }

  private Dataset<Row> json(List<FileHead> heads, Depth depth) {
    Optional<Boolean> asked = settings.option(MULTI_LINE).map(Boolean::parseBoolean);
    List<FileHead> arrays = of(heads, JsonLayout.ARRAY);
    if (asked.isEmpty()) {
      of(heads, JsonLayout.OBJECT).stream()
          .findFirst()
          .ifPresent(head -> refuse(objectOverLines(head)));
    }
    boolean whole = asked.orElse(!arrays.isEmpty());
    if (whole) {
      heads.stream()
          .filter(JsonLayout::hasManyRows)
          .findFirst()
          .ifPresent(head -> refuse(manyRows(head)));
    }
    if (depth == Depth.FIRST_ROWS && !whole && !heads.isEmpty()) {
      return reader(false).json(spark.createDataset(firstLines(heads), Encoders.STRING()));
    }
    Dataset<Row> rows = withUnreadable(reader(whole), path());
    if (List.of(rows.columns()).equals(List.of(SourceReader.UNREADABLE))) {
      refuse("source " + settings.name() + ": no row of " + path() + " is a JSON object; check it");
    }
    return rows;
  }

  private static List<FileHead> of(List<FileHead> heads, JsonLayout layout) {
    return heads.stream().filter(head -> JsonLayout.of(head) == layout).toList();
  }

  private static List<String> firstLines(List<FileHead> heads) {
    return heads.stream()
        .flatMap(head -> head.text(StandardCharsets.UTF_8).lines())
        .filter(line -> !line.isBlank())
        .toList();
  }

  private String objectOverLines(FileHead head) {
    return "source "
        + settings.name()
        + ": "
        + head.name()
        + " begins with an object that goes over several lines; write an object a line or an array"
        + " of objects, or set "
        + settings.key("options." + MULTI_LINE)
        + " = true where a file is one row";
  }

  private String manyRows(FileHead head) {
    return "source "
        + settings.name()
        + ": "
        + head.name()
        + " has an object a line, of which "
        + settings.key("options." + MULTI_LINE)
        + " = true would read the first alone; leave that out, and arrays over several lines to a"
        + " source of their own";
  }

  private DataFrameReader reader(boolean wholeFiles) {
    DataFrameReader reader = SourceReader.reader(spark, settings);
    boolean asked = settings.option(MULTI_LINE).isPresent();
    return wholeFiles && !asked ? reader.option(MULTI_LINE, true) : reader;
  }

  /** Columns that the names of directories hold need to know where those begin. */
  private DataFrameReader basedReader(boolean wholeFiles) {
    boolean glob = path().matches(".*[*?\\[{].*");
    boolean asked = settings.option("basePath").isPresent();
    DataFrameReader reader = reader(wholeFiles);
    return glob || asked ? reader : reader.option("basePath", path());
  }

  /** Reads text with a place for lines that cannot be parsed. */
  private static Dataset<Row> withUnreadable(DataFrameReader reader, String... paths) {
    reader.options(new HashMap<>(Map.of("columnNameOfCorruptRecord", SourceReader.UNREADABLE)));
    StructType found = reader.load(paths).schema();
    if (found.isEmpty() || Arrays.asList(found.fieldNames()).contains(SourceReader.UNREADABLE)) {
      return reader.schema(found).load(paths);
    }
    return reader.schema(found.add(SourceReader.UNREADABLE, DataTypes.StringType)).load(paths);
  }

  private static String[] paths(List<Path> files) {
    return files.stream().map(Path::toString).toArray(String[]::new);
  }

  private String path() {
    return settings.path().orElse("");
  }

  private static void refuse(String problem) {
    throw new IngestException(List.of(problem));
  }
}
