package dev.nightjar.pipelines.maintain;

import static org.apache.spark.sql.functions.col;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.lake.LakeLock;
import dev.nightjar.pipelines.lake.TableFiles;
import dev.nightjar.pipelines.lake.TableFiles.Partition;
import dev.nightjar.pipelines.publish.Stores;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.SmallNight;
import dev.nightjar.pipelines.settings.LakeSettings;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.table.Table;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;

/** Removes what no reader of a lake needs, as the lake's only writer. */
public final class Maintenance {

  private final SparkSession spark;
  private final Settings settings;
  private final Lake lake;

  private Maintenance(SparkSession spark, Settings settings, Lake lake) {
    this.spark = spark;
    this.settings = settings;
    this.lake = lake;
  }

  /**
   * Says what would go; touches nothing.
   *
   * @param now nights and files are as old as they are then
   */
  public static String dryRun(SparkSession spark, Settings settings, Instant now) {
    Lake lake = new Lake(spark, settings.lake().root());
    Maintenance maintenance = new Maintenance(spark, settings, lake);
    Map<Table, List<Partition>> partitions = maintenance.partitions();
    KeptNights kept = maintenance.kept(partitions, now);
    int hours = settings.lake().vacuumHours();
    Map<Table, Long> outdated = new EnumMap<>(Table.class);
    partitions.keySet().forEach(table -> outdated.put(table, lake.files(table).outdated(hours)));
    return MaintenanceText.planned(hours, kept, maintenance.plan(partitions, kept), outdated);
  }

  /**
   * Removes nights, merges small files and removes files of older versions, table by table.
   *
   * @return sizes before and after, for people
   * @throws dev.nightjar.pipelines.lake.LakeLockedException when a night is running
   */
  public static String execute(SparkSession spark, Settings settings, Instant now) {
    Lake lake = new Lake(spark, settings.lake().root());
    Duration stale = Duration.ofMinutes(settings.lake().staleLockMinutes());
    try (LakeLock lock = LakeLock.take(lake, "maintain", stale);
        Console console = new Console(spark.sparkContext())) {
      SmallNight.prepare(spark, lake);
      Lake locked = lake.guardedBy(lock::ensureHeld);
      Maintenance maintenance = new Maintenance(spark, settings, locked);
      Map<Table, List<Partition>> partitions = maintenance.partitions();
      KeptNights kept = maintenance.kept(partitions, now);
      List<TableUpkeep> before = maintenance.plan(partitions, kept);
      before.forEach(upkeep -> maintenance.maintain(upkeep, console));
      List<TableUpkeep> after = maintenance.plan(maintenance.partitions(), kept);
      return MaintenanceText.done(settings.lake().vacuumHours(), kept, before, after);
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  private Map<Table, List<Partition>> partitions() {
    spark.sparkContext().setJobDescription("maintain: look at the files of every table");
    Map<Table, List<Partition>> partitions = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      if (lake.version(table) != Lake.NO_VERSION) {
        partitions.put(table, lake.files(table).partitions());
      }
    }
    return partitions;
  }

  private KeptNights kept(Map<Table, List<Partition>> partitions, Instant now) {
    List<LocalDate> published;
    Optional<LocalDate> live;
    try (Stores stores = Stores.open(settings.publish(), spark.sessionState().newHadoopConf())) {
      published =
          stores.all().stream()
              .flatMap(store -> store.versions().stream())
              .map(Publication::night)
              .map(LocalDate::parse)
              .toList();
      live = stores.live().map(Publication::night).map(LocalDate::parse);
    }
    TreeSet<LocalDate> nights = new TreeSet<>();
    partitions.forEach(
        (table, files) -> {
          if (table.isNightly()) {
            nights.addAll(TableUpkeep.nights(files));
          }
        });
    LakeSettings limits = settings.lake();
    KeptNights kept = KeptNights.of(nights, limits.keepNights(), live, published);
    nights.removeAll(kept.nights());
    return kept.andUnfinished(runs(nights), now.minus(Duration.ofHours(limits.vacuumHours())));
  }

  private List<ManifestRow> runs(NavigableSet<LocalDate> nights) {
    if (nights.isEmpty()) {
      return List.of();
    }
    Object[] dates = nights.stream().map(Date::valueOf).toArray();
    return ManifestRow.of(lake.read(Table.RUNS).where(col("night").isin(dates)));
  }

  private List<TableUpkeep> plan(Map<Table, List<Partition>> partitions, KeptNights kept) {
    List<TableUpkeep> plan = new ArrayList<>();
    partitions.forEach(
        (table, files) ->
            plan.add(
                TableUpkeep.of(
                    table,
                    files,
                    lake.bytes(table),
                    table == Table.METRICS ? drawn(files, kept) : kept.nights(),
                    settings.lake().smallFiles())));
    return plan;
  }

  /** Metrics of more nights stay: they are few, and reports draw them. */
  private Set<LocalDate> drawn(List<Partition> metrics, KeptNights kept) {
    long stay = (long) settings.lake().keepNights() + settings.report().nights();
    Set<LocalDate> nights = new HashSet<>(kept.nights());
    new TreeSet<>(TableUpkeep.nights(metrics))
        .descendingSet().stream().limit(stay).forEach(nights::add);
    return nights;
  }

  private void maintain(TableUpkeep upkeep, Console console) {
    TableFiles files = lake.files(upkeep.table());
    String table = upkeep.table().tableName();
    spark.sparkContext().setJobDescription("maintain: " + table);
    if (!upkeep.gone().isEmpty()) {
      files.deleteNights(upkeep.gone());
      console.say("maintain", "%s: %d nights removed".formatted(table, upkeep.gone().size()));
    }
    if (!upkeep.crowded().isEmpty()) {
      files.compact(upkeep.crowded());
      console.say(
          "maintain", "%s: %d small files merged".formatted(table, upkeep.smallOfCrowded()));
    }
    files.vacuum(settings.lake().vacuumHours());
    console.say("maintain", table + ": files of older versions removed that are old enough");
  }
}
