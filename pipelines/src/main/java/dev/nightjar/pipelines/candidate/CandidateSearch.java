package dev.nightjar.pipelines.candidate;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks candidates up, for one task: it uses its room again. */
public interface CandidateSearch {

  /**
   * The users' candidates one after the other; those of one user hold until the next are taken, and
   * do not depend on the users beside.
   *
   * @param leftOut for each user the items that are not proposed, ascending
   */
  Stream<Candidates> of(List<History> users, List<int[]> leftOut);

  /** The candidates of one user. */
  interface OfOneUser {
    Candidates of(History user, int[] leftOut);
  }

  /** Of a source that gains nothing from several users at once. */
  static CandidateSearch oneByOne(OfOneUser search) {
    return (users, leftOut) ->
        IntStream.range(0, users.size())
            .mapToObj(place -> search.of(users.get(place), leftOut.get(place)));
  }
}
