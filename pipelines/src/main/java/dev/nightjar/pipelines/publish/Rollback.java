package dev.nightjar.pipelines.publish;

import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.ServingStore;
import java.util.List;
import java.util.Optional;

/** Goes back to a version that is still kept. */
public final class Rollback {

  private Rollback() {}

  /**
   * The version to go back to, read back and found whole.
   *
   * @param to a night, of which the version written last is taken that is not live, or the name of
   *     a version
   * @throws PublicationException when none is kept, or it is live already, or it is damaged
   */
  public static Publication target(ServingStore store, String to) {
    List<Publication> kept = store.versions();
    List<Publication> fitting =
        kept.stream().filter(p -> p.night().equals(to) || p.version().equals(to)).toList();
    if (fitting.isEmpty()) {
      throw new PublicationException(
          "no version of night " + to + " is kept; kept are " + named(kept));
    }
    Optional<String> live = liveVersion(store);
    Publication target =
        fitting.stream()
            .filter(p -> !Optional.of(p.version()).equals(live))
            .findFirst()
            .orElseThrow(
                () ->
                    new PublicationException(
                        "night " + to + " is live already; kept are " + named(kept)));
    store.verify(target);
    return target;
  }

  /** The live version as far as it can be told: going back must work when it is damaged. */
  private static Optional<String> liveVersion(ServingStore store) {
    try {
      return store.live().map(Publication::version);
    } catch (PublicationException e) {
      return Optional.empty();
    }
  }

  private static String named(List<Publication> kept) {
    return kept.isEmpty()
        ? "none: nothing was published yet"
        : String.join(", ", kept.stream().map(p -> p.night() + " (" + p.version() + ")").toList());
  }
}
