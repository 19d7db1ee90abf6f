package dev.nightjar.pipelines.publish;

import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.ServingStore.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The steps of a publication in every store: prepare, load and verify in all of them, then flip one
 * after the other. A failure leaves every store as it was.
 */
final class Publishing {

  /** Does a step and says so. */
  interface Steps {
    <T> T step(String what, Supplier<T> work);

    void say(String line);
  }

  /** A store that the lists go to, and what it shows now. */
  record Target(ServingStore store, Optional<Publication> live) {}

  private final List<Target> targets;
  private final Lock lock;
  private final Steps steps;

  Publishing(List<Target> targets, Lock lock, Steps steps) {
    this.targets = List.copyOf(targets);
    this.lock = lock;
    this.steps = steps;
  }

  /**
   * Publishes lists to all stores.
   *
   * @param announced the version for a store that shows so much now
   * @throws PublicationException when a step failed; readers see what they saw
   */
  void execute(NightLists lists, Function<Optional<Publication>, Publication> announced) {
    List<Publication> versions =
        targets.stream().map(target -> announced.apply(target.live)).toList();
    try {
      steps("make room", (store, version) -> prepared(store, version, lists), versions);
      List<Publication> loaded =
          steps("write the lists", (store, version) -> store.load(version, lists), versions);
      steps("read them back", Publishing::verified, loaded);
      lock.ensureHeld();
      steps.step(
          "make them live",
          () -> {
            Flips.all(flips(loaded));
            return loaded;
          });
    } catch (Exception | Error e) {
      // Spark's own exception is a checked one that Scala throws undeclared.
      throw failed(versions, e);
    }
  }

  private interface Work {
    Publication on(ServingStore store, Publication version);
  }

  private List<Publication> steps(String what, Work work, List<Publication> versions) {
    List<Publication> results = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      ServingStore store = targets.get(i).store;
      Publication version = versions.get(i);
      String where = targets.size() == 1 ? what : what + " (" + store.name() + ")";
      results.add(steps.step(where, () -> work.on(store, version)));
    }
    return results;
  }

  private static Publication prepared(ServingStore store, Publication version, NightLists lists) {
    store.prepare(version, lists);
    return version;
  }

  private static Publication verified(ServingStore store, Publication version) {
    store.verify(version);
    return version;
  }

  private List<Flips.Flip> flips(List<Publication> loaded) {
    List<Flips.Flip> flips = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      flips.add(new Flips.Flip(target.store, target.live.map(Publication::version), loaded.get(i)));
    }
    return flips;
  }

  private PublicationException failed(List<Publication> versions, Throwable failure) {
    String night = versions.get(0).night();
    PublicationException told =
        new PublicationException(
            "night "
                + night
                + " was not published: "
                + innermost(failure)
                + "; readers still see "
                + before()
                + ". Mend that, then run: nightjar publish --night "
                + night,
            failure);
    for (int i = 0; i < targets.size(); i++) {
      try {
        targets.get(i).store.discard(versions.get(i));
      } catch (RuntimeException second) {
        steps.say("the next publication removes what " + versions.get(i).version() + " left");
        told.addSuppressed(second);
      }
    }
    return told;
  }

  /** What readers see, told once where all stores show the same. */
  private String before() {
    List<String> shown = targets.stream().map(Publishing::shown).distinct().toList();
    return shown.size() == 1
        ? shown.get(0)
        : targets.stream()
            .map(target -> shown(target) + " in " + target.store.name())
            .collect(Collectors.joining(", "));
  }

  private static String shown(Target target) {
    return target.live.map(Publication::version).orElse("no lists");
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof PublicationException)) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
