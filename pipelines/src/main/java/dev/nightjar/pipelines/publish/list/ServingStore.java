package dev.nightjar.pipelines.publish.list;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where readers get lists by key. A version is prepared, loaded beside the live one, verified and
 * made live by one atomic flip of a pointer; until then, and after any failure, readers see what
 * they saw. Every step may be killed, and what it left is collected later.
 */
public interface ServingStore extends AutoCloseable {

  /** The right to write, until closed. */
  interface Lock extends AutoCloseable {

    /** Throws when another writer took the lock over meanwhile. */
    void ensureHeld();

    @Override
    void close();
  }

  /** The store's word in settings and messages. */
  String name();

  /** Where it is, for people. */
  String place();

  /**
   * What the pointer holds, which may be the name of a version that is not whole; empty before the
   * first publication.
   */
  Optional<String> pointer();

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

  /**
   * Makes room for a version.
   *
   * @throws PublicationException when the store could lose a part of it, or has no room
   */
  void prepare(Publication announced, NightLists lists);

  /** Writes a version that readers do not see yet; the same version with what was written. */
  Publication load(Publication announced, NightLists lists);

  /**
   * Reads a version back: every part, every list, counts and checksums.
   *
   * @throws PublicationException naming the first thing that is not as announced
   */
  void verify(Publication publication);

  /**
   * Makes a verified version live. Nothing happens where it is live already.
   *
   * @param from what the pointer must hold
   * @throws PublicationException when it holds something else
   */
  void flip(Publication to, Optional<String> from);

  /**
   * Takes a flip back; nothing happens where another version is live.
   *
   * @param to what the pointer held before, empty for nothing
   */
  void unflip(Publication flipped, Optional<String> to);

  /** Removes what a failed attempt to publish a version left; a live version stays. */
  void discard(Publication publication);

  /**
   * Removes what dead attempts left and the versions that nobody needs.
   *
   * @param keep how many of the last versions stay; the live one and the one before it always do
   * @return the names of what went
   */
  List<String> collect(int keep);

  /** The live list of a key, or empty when the live version has none. */
  Optional<PublishedList> lookup(Surface surface, String key);

  /** Lets connections go. */
  @Override
  void close();
}
