package dev.nightjar.pipelines.publish;

import dev.nightjar.pipelines.publish.file.FileStore;
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
import dev.nightjar.pipelines.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The stage {@code publish}: brings a night's lists to where readers get them. */
public final class PublishJob {

  /** The name under which the directory of the lists is recorded. */
  public static final String ROOT = "publish.root";

  private PublishJob() {}

  /**
   * Publishes the night, or says that it is live already.
   *
   * @throws Refused when the night's evaluation was refused, its lists are not whole or not of the
   *     ranker that was evaluated, or a newer night is live
   * @throws PublicationException when the lists break a rule or cannot be written; readers see what
   *     they saw
   */
  public static void execute(StageRun run) {
    PublishSettings settings = run.settings().publish();
    run.fingerprint(ROOT, settings.root());
    // Every stage adds rows to this table: its version is no input of the lists.
    NightHistory history = NightHistory.of(run.lake().read(Table.RUNS), run.night());
    history.requireGoodEvaluation();
    history.requireWholeLists(
        (table, version) -> run.lake().changedSince(table, version, run.night().date()));
    ServingStore store =
        FileStore.open(run.spark().sessionState().newHadoopConf(), settings.root());
    Duration stale = Duration.ofMinutes(run.settings().lake().staleLockMinutes());
    try (Lock lock = store.lock(run.runId().value(), stale)) {
      Optional<Publication> live = store.live();
      requireNewer(run, live);
      try (NightLists lists = run.step("check the lists", () -> checkedLists(run))) {
        run.fingerprint("lists", lists.contentHash());
        if (live.map(Publication::lists).equals(Optional.of(lists.contentHash()))) {
          run.count("unchanged", 1);
          run.say("unchanged: " + described(live.get()) + " is live with the same lists");
        } else {
          Publication publication = announced(run, live, lists, history.fingerprints());
          clean(run, store);
          publish(run, store, lock, publication, lists);
        }
      }
      run.count("versions removed", clean(run, store));
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

  private static NightLists checkedLists(StageRun run) {
    Dataset<Row> items = run.read(Table.ITEMS);
    Map<Surface, Dataset<Row>> rows = new EnumMap<>(Surface.class);
    for (Surface surface : Surface.values()) {
      Table table =
          switch (surface) {
            case RECOMMENDATIONS -> Table.RECOMMENDATIONS;
            case SIMILAR_ITEMS -> Table.SIMILAR_ITEMS;
          };
      int shards = run.settings().publish().shards();
      Dataset<Row> listed = SoldOut.without(run, surface, run.readNight(table), items);
      rows.put(surface, ListRows.of(surface, listed, items, shards));
    }
    NightLists lists = NightLists.of(run.night().toString(), rows);
    for (Surface surface : Surface.values()) {
      run.count(surface.word() + " lists", lists.size(surface).keys());
      run.count(surface.word() + " rows", lists.size(surface).rows());
    }
    return lists;
  }

  private static Publication announced(
      StageRun run,
      Optional<Publication> live,
      NightLists lists,
      Map<String, String> fingerprints) {
    Publication.Draft draft =
        new Publication.Draft(run.runId().value())
            .night(run.night().toString())
            .writtenAt(Instant.now())
            .previous(live.map(Publication::version).orElse(""))
            .contentHash(lists.contentHash())
            .settingsHash(run.settings().hash())
            .fingerprints(fingerprints)
            .shards(run.settings().publish().shards());
    for (Surface surface : Surface.values()) {
      draft.size(surface, lists.size(surface));
    }
    return draft.publication();
  }

  private static void publish(
      StageRun run, ServingStore store, Lock lock, Publication announced, NightLists lists) {
    try {
      Publication written = run.step("write the lists", () -> store.write(announced, lists));
      run.step("read them back", () -> store.verify(written));
      lock.ensureHeld();
      run.step("make them live", () -> store.flip(written));
      run.say("published " + described(written));
    } catch (Exception | Error e) {
      // Spark's own exception is a checked one that Scala throws undeclared.
      throw failed(run, store, announced, e);
    }
  }

  private static PublicationException failed(
      StageRun run, ServingStore store, Publication announced, Throwable failure) {
    PublicationException told =
        new PublicationException(
            "night "
                + announced.night()
                + " was not published: "
                + innermost(failure)
                + "; readers still see "
                + (announced.previous().isEmpty() ? "no lists" : announced.previous())
                + ". Mend that, then run: nightjar publish --night "
                + announced.night(),
            failure);
    try {
      store.discard(announced);
    } catch (RuntimeException second) {
      run.say("the next publication removes what " + announced.version() + " left");
      told.addSuppressed(second);
    }
    return told;
  }

  /** Makes room; lists that cannot be removed are no reason to keep new ones from readers. */
  private static int clean(StageRun run, ServingStore store) {
    try {
      return store.clean(run.settings().publish().keep()).size();
    } catch (PublicationException e) {
      run.say("old versions stay until the next publication: " + e.getMessage());
      return 0;
    }
  }

  private static String described(Publication publication) {
    return "night "
        + publication.night()
        + " as "
        + publication.version()
        + ", lists "
        + publication.lists();
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof PublicationException)) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
