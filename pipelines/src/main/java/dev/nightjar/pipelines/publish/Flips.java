package dev.nightjar.pipelines.publish;

import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.ServingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Moves the pointers of several stores: all of them, or none. */
final class Flips {

  /**
   * One store's pointer.
   *
   * @param from what it holds, empty before the first publication
   * @param to a verified version
   */
  record Flip(ServingStore store, Optional<String> from, Publication to) {}

  private Flips() {}

  /**
   * Flips one after the other; when one fails, those before it go back, and so does it where only
   * its answer was lost.
   *
   * @throws PublicationException naming the stores that could not go back
   */
  static void all(List<Flip> flips) {
    for (int next = 0; next < flips.size(); next++) {
      Flip flip = flips.get(next);
      try {
        flip.store.flip(flip.to, flip.from);
      } catch (RuntimeException e) {
        throw goneBack(flips.subList(0, next + 1), e);
      }
    }
  }

  private static RuntimeException goneBack(List<Flip> flipped, RuntimeException failure) {
    List<String> stuck = new ArrayList<>();
    for (int last = flipped.size() - 1; last >= 0; last--) {
      Flip flip = flipped.get(last);
      try {
        flip.store.unflip(flip.to, flip.from);
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
        stuck.add(flip.store.name());
      }
    }
    return stuck.isEmpty() || flipped.size() == 1
        ? failure
        : new PublicationException(
            failure.getMessage()
                + "; "
                + String.join(", ", stuck)
                + " did not answer when asked to go back to the lists before, so stores may"
                + " differ until the next publication",
            failure);
  }
}
