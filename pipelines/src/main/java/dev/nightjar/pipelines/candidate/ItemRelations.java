package dev.nightjar.pipelines.candidate;

/**
 * What single items say about each other: a source that can tell how much one touched item alone
 * speaks for another, beside its score from the whole history.
 */
public interface ItemRelations {

  /**
   * How much {@code touched} speaks for {@code item}, 0 for not at all.
   *
   * @param best the source's largest score for the user, above 0; a relation on the scale of the
   *     scores is given as a share of it
   */
  float relation(int touched, int item, float best);
}
