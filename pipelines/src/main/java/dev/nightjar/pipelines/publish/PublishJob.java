package dev.nightjar.pipelines.publish;

import static org.apache.spark.sql.functions.col;

import dev.nightjar.pipelines.publish.Publishing.Target;
import dev.nightjar.pipelines.publish.list.ListRows;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.ServingStore.Lock;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.run.Refused;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.PublishSettings;
import dev.nightjar.pipelines.settings.choice.PublishedField;
import dev.nightjar.pipelines.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The stage {@code publish}: brings a night's lists to where readers get them. */
public final class PublishJob {

  /** The name under which the places of the lists are recorded. */
  private static final String ROOT = "publish.root";

  private static final String FIELDS = "publish.fields";

  private PublishJob() {}

  /** What a publication depends on beside the lists: where they go and what they show. */
  public static Map<String, String> outside(PublishSettings settings) {
    return Map.of(
        ROOT,
        Stores.places(settings),
        FIELDS,
        settings.fields().stream().map(PublishedField::word).collect(Collectors.joining(" ")));
  }

  /**
   * Publishes the night to every store, or says that it is live already.
   *
   * @throws Refused when the night's evaluation was refused, its lists are not whole or not of the
   *     ranker that was evaluated, a newer night is live, or it has lists for far fewer users
   * @throws PublicationException when the lists break a rule or cannot be written; readers see what
   *     they saw
   */
  public static void execute(StageRun run) {
    PublishSettings settings = run.settings().publish();
    outside(settings).forEach(run::fingerprint);
    // Every stage adds rows to this table: its version is no input of the lists.
    NightHistory history = NightHistory.of(run.lake().read(Table.RUNS), run.night());
    Duration stale = Duration.ofMinutes(run.settings().lake().staleLockMinutes());
    try (Stores stores = Stores.open(settings, run.spark().sessionState().newHadoopConf());
        Lock lock = stores.lock(run.runId().value(), stale)) {
      List<Target> targets =
          stores.all().stream().map(store -> new Target(store, store.live())).toList();
      targets.forEach(target -> requireNewer(run, target.live()));
      history.requireGoodEvaluation();
      history.requireWholeLists(
          (table, version) -> run.lake().changedSince(table, version, run.night().date()));
      try (NightLists lists = run.step("check the lists", () -> checkedLists(run))) {
        targets.forEach(target -> requireEnough(run, target.live(), lists));
        run.fingerprint("lists", lists.contentHash());
        publish(run, lock, targets, lists, history.fingerprints());
      }
      run.count("versions removed", collect(run, stores.all()));
    }
  }

  /** To the stores that do not show these lists yet. */
  private static void publish(
      StageRun run,
      Lock lock,
      List<Target> targets,
      NightLists lists,
      Map<String, String> fingerprints) {
    Optional<String> hash = Optional.of(lists.contentHash());
    List<Target> behind =
        targets.stream().filter(t -> !t.live().map(Publication::lists).equals(hash)).toList();
    if (behind.isEmpty()) {
      run.count("unchanged", 1);
      run.say(
          "unchanged: " + described(targets.get(0).live().get()) + " is live with the same lists");
      return;
    }
    collect(run, behind.stream().map(Target::store).toList());
    Publication version = announced(run, lists, fingerprints);
    new Publishing(behind, lock, new RunSteps(run))
        .execute(lists, live -> version.after(live.map(Publication::version)));
    run.say("published " + described(version));
  }

  /** The steps of a publication as steps of a stage. */
  private record RunSteps(StageRun run) implements Publishing.Steps {
    @Override
    public <T> T step(String what, Supplier<T> work) {
      return run.step(what, work);
    }

    @Override
    public void say(String line) {
      run.say(line);
    }
  }

  private static void requireNewer(StageRun run, Optional<Publication> live) {
    String night = run.night().toString();
    boolean older = live.isPresent() && night.compareTo(live.get().night()) < 0;
    if (older && !run.settings().publish().forceOlder()) {
      throw new Refused(
          "night "
              + night
              + " is older than the live night "
              + live.get().night()
              + ", which readers keep; set publish.force-older = true to publish it all the same,"
              + " or go back to a kept version: nightjar rollback --to "
              + night);
    }
  }

  private static void requireEnough(StageRun run, Optional<Publication> live, NightLists lists) {
    double share = run.settings().publish().leastShare();
    long now = lists.size(Surface.RECOMMENDATIONS).keys();
    long before = live.map(l -> l.size(Surface.RECOMMENDATIONS).keys()).orElse(0L);
    if (now < share * before) {
      throw new Refused(
          String.format(
              Locale.ROOT,
              "night %s has lists for %,d users, less than %s of the %,d of the live night %s;"
                  + " look for what is missing from its log, or set publish.least-share lower",
              run.night(),
              now,
              share,
              before,
              live.get().night()));
    }
  }

  private static NightLists checkedLists(StageRun run) {
    Dataset<Row> items = run.read(Table.ITEMS);
    Map<Surface, Dataset<Row>> rows = new EnumMap<>(Surface.class);
    int shards = run.settings().publish().shards();
    for (Surface surface : Surface.values()) {
      Dataset<Row> listed =
          switch (surface) {
            case RECOMMENDATIONS -> recommendations(run);
            case SIMILAR_ITEMS -> run.readNight(Table.SIMILAR_ITEMS);
          };
      Dataset<Row> there = SoldOut.without(run, surface, listed, items);
      rows.put(surface, ListRows.of(surface, there, items, shards));
    }
    NightLists lists =
        NightLists.of(run.night().toString(), run.settings().publish().fields(), rows);
    for (Surface surface : Surface.values()) {
      run.count(surface.word() + " lists", lists.size(surface).keys());
      run.count(surface.word() + " rows", lists.size(surface).rows());
    }
    return lists;
  }

  /**
   * The lists of users, and those for whoever has none; a user who is called like one keeps his.
   */
  private static Dataset<Row> recommendations(StageRun run) {
    Dataset<Row> users = run.readNight(Table.RECOMMENDATIONS);
    if (run.settings().publish().defaultItems() == 0) {
      return users;
    }
    Dataset<Row> others = users.select(col("user_id").as("taken")).distinct();
    Dataset<Row> defaults =
        DefaultLists.of(run).join(others, col("user_id").equalTo(col("taken")), "left_anti");
    return users.drop("night").unionByName(defaults);
  }

  private static Publication announced(
      StageRun run, NightLists lists, Map<String, String> fingerprints) {
    Publication.Draft draft =
        new Publication.Draft(run.runId().value())
            .night(run.night().toString())
            .writtenAt(Instant.now())
            .contentHash(lists.contentHash())
            .settingsHash(run.settings().hash())
            .fingerprints(fingerprints)
            .shards(run.settings().publish().shards());
    for (Surface surface : Surface.values()) {
      draft.size(surface, lists.size(surface));
    }
    return draft.publication();
  }

  /** Makes room; lists that cannot be removed are no reason to keep new ones from readers. */
  private static int collect(StageRun run, List<ServingStore> stores) {
    int removed = 0;
    for (ServingStore store : stores) {
      try {
        removed += store.collect(keep(run, store)).size();
      } catch (PublicationException e) {
        run.say("old versions stay until the next publication: " + e.getMessage());
      }
    }
    return removed;
  }

  private static int keep(StageRun run, ServingStore store) {
    return run.settings().publish().stores().stream()
        .filter(settings -> settings.name().equals(store.name()))
        .findFirst()
        .orElseThrow()
        .keep();
  }

  private static String described(Publication publication) {
    return "night "
        + publication.night()
        + " as "
        + publication.version()
        + ", lists "
        + publication.lists();
  }
}
