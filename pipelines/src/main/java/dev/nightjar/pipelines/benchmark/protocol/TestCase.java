package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.candidate.History;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A user to rank for.
 *
 * @param history what the ranking may know, and leaves out of the list
 * @param relevant what the user took afterwards, ascending and distinct, at least one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record TestCase(History history, int[] relevant) implements Serializable {
  public TestCase {
    relevant = Arrays.stream(relevant).sorted().distinct().toArray();
    if (relevant.length == 0) {
      throw new IllegalArgumentException(
          "user " + history.user() + " has nothing held out; leave the user out of the cases");
    }
  }
}
