package dev.nightjar.pipelines.ingest;

import dev.nightjar.pipelines.ingest.source.IngestException;
import dev.nightjar.pipelines.ingest.source.OpenedSource;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.run.Together;
import dev.nightjar.pipelines.settings.IngestSettings;
import dev.nightjar.pipelines.settings.IngestSettings.UnknownReferences;
import dev.nightjar.pipelines.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The stage {@code ingest}: reads every source, holds its rows against the contract, writes the
 * broken ones to the quarantine and merges the rest, unless too many are broken.
 */
public final class IngestJob {

  /** Items first: what the others may name depends on them. */
  private static final List<Table> TARGETS =
      List.of(Table.ITEMS, Table.USERS, Table.REVIEWS, Table.INTERACTIONS);

  private final StageRun run;
  private final Lake lake;
  private final IngestSettings settings;
  private final List<CheckedSource> checked = new ArrayList<>();

  /** Whether tonight's events are the only ones that may lack a number. */
  private boolean numbered;

  private IngestJob(StageRun run) {
    this.run = run;
    this.lake = run.lake();
    this.settings = run.settings().ingest();
  }

  public static void execute(StageRun run) {
    StrictSql.during(run.spark(), () -> new IngestJob(run).execute());
  }

  private void execute() {
    try {
      List<OpenedSource> sources = run.step("open sources", () -> Sources.open(run));
      check(sources, Table.ITEMS, Table.USERS);
      check(sources, Table.REVIEWS, Table.INTERACTIONS);
      run.step("fill quarantine", () -> fillQuarantine());
      requireWithinLimits();
      numbered = NumberedEvents.areAll(lake, run.night().date());
      Together.run(TARGETS.stream().map(this::merging).toArray(Runnable[]::new));
      Together.run(
          () -> run.step("release from quarantine", () -> release()),
          () -> run.step("number users", () -> number(Table.USER_INDEX, userIds())),
          () -> run.step("number items", () -> number(Table.ITEM_INDEX, itemIds())));
    } finally {
      checked.forEach(c -> c.rows().unpersist());
    }
  }

  /** Checks the sources of tables that do not name each other's rows. */
  private void check(List<OpenedSource> sources, Table... tables) {
    List<Supplier<CheckedSource>> parts = new ArrayList<>();
    for (Table table : tables) {
      sources.stream()
          .filter(s -> s.settings().table() == table)
          .forEach(s -> parts.add(() -> check(s)));
    }
    checked.addAll(Together.all(parts));
    for (Table table : tables) {
      count(table);
    }
  }

  private CheckedSource check(OpenedSource source) {
    Dataset<Row> held = Quarantine.hashes(lake.read(Table.QUARANTINE), source.settings().name());
    return run.step(
        "check " + source.settings().name(),
        () ->
            new SourceCheck(run, settings, knownItems(source.settings().table()), !held.isEmpty())
                .of(source));
  }

  private Runnable merging(Table table) {
    return () -> run.step("merge " + table.tableName(), () -> merge(table));
  }

  /** The items that a row may name: tonight's good ones and those of earlier nights. */
  private Optional<Dataset<Row>> knownItems(Table table) {
    boolean refers = table == Table.REVIEWS || table == Table.INTERACTIONS;
    if (!refers || settings.unknownReferences() == UnknownReferences.KEEP) {
      return Optional.empty();
    }
    Stream<Dataset<Row>> tonight = of(Table.ITEMS).map(c -> c.accepted().select("item_id"));
    return Stream.concat(Stream.of(lake.read(Table.ITEMS).select("item_id")), tonight)
        .reduce(Dataset::union)
        .map(Dataset::distinct);
  }

  private void count(Table table) {
    for (RowKind kind : RowKind.values()) {
      long rows = of(table).mapToLong(c -> c.count(kind)).sum();
      if (rows > 0 || kind.isAlwaysTold()) {
        run.count(table.tableName() + "." + kind.word(), rows);
      }
    }
  }

  private void fillQuarantine() {
    Dataset<Row> quarantine = lake.read(Table.QUARANTINE);
    checked.stream()
        .filter(c -> c.count(RowKind.QUARANTINED) > 0)
        .map(c -> Quarantine.additions(quarantine, c, run.night()))
        .reduce(Dataset::union)
        .ifPresent(rows -> Merge.append(run, Table.QUARANTINE, rows));
  }

  private void requireWithinLimits() {
    String quarantine = lake.path(Table.QUARANTINE);
    List<String> problems = Limits.problems(checked, settings, run.night(), quarantine);
    if (!problems.isEmpty()) {
      throw new IngestException(problems);
    }
  }

  private void merge(Table table) {
    of(table)
        .map(c -> c.accepted().selectExpr(table.columnNames()))
        .reduce(Dataset::union)
        .ifPresent(rows -> Merge.into(run, table, rows));
  }

  private void release() {
    Dataset<Row> quarantine = lake.read(Table.QUARANTINE);
    Optional<Dataset<Row>> recovered =
        checked.stream()
            .filter(CheckedSource::hashed)
            .map(c -> Quarantine.releases(quarantine, c))
            .reduce(Dataset::union);
    long released = recovered.map(Dataset::count).orElse(0L);
    run.count("quarantine.released", released);
    if (released > 0) {
      lake.delete(Table.QUARANTINE, recovered.orElseThrow());
      run.wrote(Table.QUARANTINE);
    }
  }

  private void number(Table table, Dataset<Row> ids) {
    Merge.append(run, table, DenseIndex.additions(table, lake.read(table), ids));
  }

  private Dataset<Row> userIds() {
    return column("user_id", Stream.of(Table.USERS, Table.REVIEWS)).union(eventIds("user_id"));
  }

  private Dataset<Row> itemIds() {
    return settings.unknownReferences() == UnknownReferences.KEEP
        ? column("item_id", Stream.of(Table.ITEMS, Table.REVIEWS)).union(eventIds("item_id"))
        : column("item_id", Stream.of(Table.ITEMS));
  }

  private Dataset<Row> column(String id, Stream<Table> tables) {
    return tables.map(t -> lake.read(t).select(id)).reduce(Dataset::union).orElseThrow();
  }

  /** Every good event is in the log after the merge, so that tonight's tell what is new there. */
  private Dataset<Row> eventIds(String id) {
    return numbered
        ? of(Table.INTERACTIONS)
            .map(c -> c.accepted().select(id))
            .reduce(lake.read(Table.INTERACTIONS, Lake.NO_VERSION).select(id), Dataset::union)
        : lake.read(Table.INTERACTIONS).select(id);
  }

  private Stream<CheckedSource> of(Table table) {
    return checked.stream().filter(c -> c.table() == table);
  }
}
