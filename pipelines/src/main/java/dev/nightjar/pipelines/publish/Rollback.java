package dev.nightjar.pipelines.publish;

import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.ServingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Goes back to a version that is still kept, in every store. */
public final class Rollback {

  private Rollback() {}

  /**
   * The version to go back to, read back and found whole in every store.
   *
   * @param to a night, of which the version written last is taken that is not live everywhere, or
   *     the name of a version
   * @throws PublicationException when none is kept, or it is live already, or it is damaged
   */
  public static Publication target(List<ServingStore> stores, String to) {
    return flips(stores, to).get(0).to();
  }

  /** Makes that version live in all stores, or in none. */
  public static Publication execute(Stores stores, String to, Duration stale) {
    // Before the lock, which would make a directory where nothing was published yet.
    target(stores.all(), to);
    try (ServingStore.Lock lock = stores.lock("rollback", stale)) {
      List<Flips.Flip> flips = flips(stores.all(), to);
      lock.ensureHeld();
      Flips.all(flips);
      return flips.get(0).to();
    }
  }

  private static List<Flips.Flip> flips(List<ServingStore> stores, String to) {
    List<List<Publication>> kept = stores.stream().map(ServingStore::versions).toList();
    List<String> fitting =
        kept.get(0).stream()
            .filter(p -> p.night().equals(to) || p.version().equals(to))
            .map(Publication::version)
            .filter(version -> kept.stream().allMatch(k -> find(k, version).isPresent()))
            .toList();
    if (fitting.isEmpty()) {
      throw new PublicationException(
          "no version of night "
              + to
              + " is kept"
              + (stores.size() == 1 ? "" : " in every store")
              + "; kept are "
              + named(stores, kept));
    }
    List<Optional<String>> pointers = stores.stream().map(ServingStore::pointer).toList();
    String target =
        fitting.stream()
            .filter(version -> !pointers.stream().allMatch(Optional.of(version)::equals))
            .findFirst()
            .orElseThrow(
                () ->
                    new PublicationException(
                        "night " + to + " is live already; kept are " + named(stores, kept)));
    List<Flips.Flip> flips = new ArrayList<>();
    for (int i = 0; i < stores.size(); i++) {
      Publication version = find(kept.get(i), target).orElseThrow();
      stores.get(i).verify(version);
      flips.add(new Flips.Flip(stores.get(i), pointers.get(i), version));
    }
    return flips;
  }

  private static Optional<Publication> find(List<Publication> kept, String version) {
    return kept.stream().filter(p -> p.version().equals(version)).findFirst();
  }

  private static String named(List<ServingStore> stores, List<List<Publication>> kept) {
    if (stores.size() == 1) {
      return named(kept.get(0));
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < stores.size(); i++) {
      all.add("in " + stores.get(i).name() + " " + named(kept.get(i)));
    }
    return String.join("; ", all);
  }

  private static String named(List<Publication> kept) {
    return kept.isEmpty()
        ? "none: nothing was published yet"
        : kept.stream()
            .map(p -> p.night() + " (" + p.version() + ")")
            .collect(Collectors.joining(", "));
  }
}
