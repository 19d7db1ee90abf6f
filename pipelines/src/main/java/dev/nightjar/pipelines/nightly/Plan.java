package dev.nightjar.pipelines.nightly;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.fold.rule.RuleTable;
import dev.nightjar.pipelines.ingest.Sources;
import dev.nightjar.pipelines.ingest.source.IngestException;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.Secrets;
import dev.nightjar.pipelines.run.TextTable;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.SourceSettings;
import dev.nightjar.pipelines.table.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Tells in words what stages of a night would read, write and skip; touches nothing. */
public final class Plan {

  private final SparkSession spark;
  private final Settings settings;
  private final Lake lake;

  public Plan(SparkSession spark, Settings settings) {
    this.spark = spark;
    this.settings = settings;
    this.lake = new Lake(spark, settings.lake().root());
  }

  /** The stages with what {@code --resume} would do, then what each reads and writes. */
  private String text(Night night, List<StageDecision> decisions) {
    TextTable table = new TextTable("stage", "with --resume", "why");
    for (StageDecision decision : decisions) {
      table.row(decision.stage().word(), decision.skip() ? "skipped" : "runs", decision.why());
    }
    StringBuilder text = new StringBuilder();
    line(text, "night     " + night + ", events before " + night.end());
    line(text, "settings  " + settings.hash().substring(0, 12));
    line(text, "lake      " + lake.root());
    NightMemory.of(spark, settings, lake).lines().forEach(line -> line(text, line));
    line(text, "");
    text.append(table);
    Map<Table, String> tables = tables(decisions);
    for (StageDecision decision : decisions) {
      line(text, "");
      line(text, decision.stage().word());
      reads(decision.stage(), tables).forEach(read -> line(text, "  reads   " + read));
      writes(decision.stage(), night).forEach(write -> line(text, "  writes  " + write));
      if (decision.stage() == Stage.INGEST) {
        Sources.warnings(lake).forEach(warning -> line(text, "  " + warning));
      }
    }
    return text.toString();
  }

  /**
   * Prints the text, then opens every source without reading a row where the stage that reads them
   * is planned, and the tables of rules where one that follows them is.
   *
   * @throws IngestException with everything that would stop it
   * @throws dev.nightjar.pipelines.fold.rule.RuleException likewise
   */
  public void show(PrintWriter out, Night night, List<StageDecision> decisions) {
    out.print(text(night, decisions));
    out.flush();
    checkSources(night, decisions);
    checkRules(decisions);
  }

  private void checkSources(Night night, List<StageDecision> decisions) {
    if (isPlanned(decisions, Stage.INGEST)) {
      List<String> problems = Sources.problems(spark, settings.ingest(), lake, night);
      if (!problems.isEmpty()) {
        throw new IngestException(problems);
      }
    }
  }

  private void checkRules(List<StageDecision> decisions) {
    if (isPlanned(decisions, Stage.EVALUATE) || isPlanned(decisions, Stage.RANK)) {
      RuleTable.check(spark, settings.rank().rules());
    }
  }

  private static boolean isPlanned(List<StageDecision> decisions, Stage stage) {
    return decisions.stream().anyMatch(decision -> decision.stage() == stage);
  }

  private List<String> reads(Stage stage, Map<Table, String> tables) {
    if (stage == Stage.INGEST) {
      Secrets secrets = Secrets.of(settings);
      return settings.ingest().sources().stream()
          .map(source -> secrets.redacted(source(source)))
          .toList();
    }
    return stage.reads().stream().map(tables::get).toList();
  }

  private List<String> writes(Stage stage, Night night) {
    return switch (stage) {
      case PUBLISH ->
          settings.publish().stores().stream()
              .map(store -> store.place() + ", then moves its live pointer")
              .toList();
      case REPORT ->
          List.of(
              settings.report().root() + "/" + night + ".html",
              settings.report().root() + "/index.html");
      default ->
          stage.writes().stream()
              .map(t -> t.tableName() + ": " + how(t, night))
              .collect(Collectors.toList());
    };
  }

  private static String how(Table table, Night night) {
    return table.isNightly()
        ? "replaces the rows of night " + night
        : "adds and changes rows by " + String.join(", ", table.key());
  }

  private static String source(SourceSettings source) {
    return source.name()
        + " ("
        + source.format().name().toLowerCase(Locale.ROOT)
        + source.path().map(p -> " " + p).orElse("")
        + ") into "
        + source.table().tableName();
  }

  /** All tables that are read, looked at side by side: Spark plans each count on one core. */
  private Map<Table, String> tables(List<StageDecision> decisions) {
    return decisions.stream()
        .map(StageDecision::stage)
        .filter(stage -> stage != Stage.INGEST)
        .flatMap(stage -> stage.reads().stream())
        .distinct()
        .toList()
        .parallelStream()
        .collect(Collectors.toConcurrentMap(Function.identity(), this::now));
  }

  /** Version and rows of a table; Delta counts rows from its log. */
  private String now(Table table) {
    long version = lake.version(table);
    return version == Lake.NO_VERSION
        ? table.tableName() + ", which does not exist yet"
        : String.format(
            Locale.ROOT,
            "%s at version %d, %,d rows",
            table.tableName(),
            version,
            lake.read(table, version).count());
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }
}
