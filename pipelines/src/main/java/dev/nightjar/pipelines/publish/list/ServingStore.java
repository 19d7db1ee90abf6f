package dev.nightjar.pipelines.publish.list;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where readers get lists by key. A version is written whole beside the live one, read back, and
 * made live by one atomic flip; until then, and after any failure, readers see what they saw.
 */
public interface ServingStore {

  /** The right to write, until closed. */
  interface Lock extends AutoCloseable {

    /** Throws when another writer took the lock over meanwhile. */
    void ensureHeld();

    @Override
    void close();
  }

  /** What readers see, or empty before the first publication. */
  Optional<Publication> live();

  /** Every whole version, live or not, the one written last first. */
  List<Publication> versions();

  /**
   * Becomes the store's only writer until closed.
   *
   * @param holder a word for who, for the message that others get
   * @param stale a holder without a sign of life for so long has lost it
   */
  Lock lock(String holder, Duration stale);

  /** Writes a version that readers do not see yet; the same version with what was written. */
  Publication write(Publication announced, NightLists lists);

  /**
   * Reads a version back.
   *
   * @throws PublicationException naming the first thing that is not as announced
   */
  void verify(Publication publication);

  /** Makes a verified version live. */
  void flip(Publication publication);

  /** Removes what a failed attempt to write a version left; a version that became whole stays. */
  void discard(Publication publication);

  /**
   * Removes what dead attempts left and the versions that nobody needs.
   *
   * @param keep how many of the last versions stay; the live one and the one before it always do
   * @return the names of what went
   */
  List<String> clean(int keep);

  /** The live list of a key, or empty when the live version has none. */
  Optional<PublishedList> lookup(Surface surface, String key);
}
