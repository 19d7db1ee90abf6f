package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What all sources propose for one user, and what each says of all of it. Other items are scored
 * when they are asked for, in the room of the pool, which uses it again for the next user.
 */
public final class Proposals {
  private final History user;
  private final Listable listable;
  private final List<SourceProposals> bySource;
  private final int[] items;
  private final float[][] scores;

  Proposals(History user, Listable listable, List<SourceProposals> bySource) {
    this.user = user;
    this.listable = listable;
    this.bySource = bySource;
    this.items =
        bySource.stream()
            .flatMapToInt(own -> IntStream.of(own.list()))
            .sorted()
            .distinct()
            .toArray();
    this.scores = bySource.stream().map(own -> own.scores(items)).toArray(float[][]::new);
  }

  /** Whom they are for. */
  public History user() {
    return user;
  }

  /** What any source proposed, ascending; its own array. */
  public int[] items() {
    return items;
  }

  /** What the source proposed, best first. */
  public int[] list(int source) {
    return bySource.get(source).list().clone();
  }

  public CandidateSource source(int source) {
    return bySource.get(source).source();
  }

  /** What the source gave the item, on the source's own scale; NaN where no list may have it. */
  public float score(int source, int item) {
    int at = Arrays.binarySearch(items, item);
    return at >= 0 ? scores[source][at] : scores(source, new int[] {item})[0];
  }

  /** The same of several items, ascending; an array of the caller's. */
  public float[] scores(int source, int[] asked) {
    if (Arrays.equals(asked, items)) {
      return scores[source].clone();
    }
    float[] own = bySource.get(source).scores(asked);
    for (int i = 0; i < own.length; i++) {
      own[i] = mayList(asked[i]) ? own[i] : Float.NaN;
    }
    return own;
  }

  /**
   * Whether a list of this user may have the item: it is available, repetition is as set, and the
   * user does not dislike it.
   */
  public boolean mayList(int item) {
    return listable.holds(item);
  }

  /** The source's largest score for this user, 0 when it proposed nothing. */
  public float best(int source) {
    return bySource.get(source).best();
  }

  /**
   * Places of items in the source's list, from 0; {@code per-source} of those that are not in it.
   *
   * @param asked ascending
   */
  public int[] ranks(int source, int[] asked) {
    return bySource.get(source).ranks(asked);
  }

  /** Of the sources that proposed the item the one with the largest part, ties to the earlier. */
  public int strongest(int item, double[] parts) {
    int best = -1;
    for (int s = 0; s < parts.length; s++) {
      if (bySource.get(s).holds(item) && (best < 0 || parts[s] > parts[best])) {
        best = s;
      }
    }
    return best;
  }

  /** Whether the source for items without events proposed the item. */
  public boolean isNew(int item) {
    return bySource.stream()
        .anyMatch(own -> own.source().name().equals(SourceKind.COLD.word()) && own.holds(item));
  }
}
