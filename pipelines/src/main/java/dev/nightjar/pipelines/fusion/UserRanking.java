package dev.nightjar.pipelines.fusion;

import dev.nightjar.pipelines.array.Top;
import dev.nightjar.pipelines.fusion.pool.Proposals;
import dev.nightjar.pipelines.fusion.rule.Candidates;
import dev.nightjar.pipelines.fusion.rule.ListPlaces;
import dev.nightjar.pipelines.fusion.rule.RuledUser;
import dev.nightjar.pipelines.fusion.rule.Selection;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One user's candidates with their scores, and those of them that are listed.
 *
 * @param features of the candidates, row by row
 * @param best the largest score of a proposed candidate
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record UserRanking(Candidates candidates, float[] features, float best, Selection selection) {

  static UserRanking of(Recommender recommender, RuledUser user, Proposals proposals) {
    int[] proposed = proposals.items();
    int[] items = recommender.rules().candidates(user, proposed, proposals::mayList);
    float[] features = recommender.features().of(proposals, items);
    float[] scores = recommender.ranker().scores(features, items.length);
    Candidates candidates = candidates(items, scores, proposed, proposals);
    float best =
        Recommender.best(
            items.length == proposed.length ? scores : ofProposed(candidates, proposed.length));
    return new UserRanking(candidates, features, best, selection(recommender, user, candidates));
  }

  private static Candidates candidates(
      int[] items, float[] scores, int[] proposed, Proposals proposals) {
    boolean[] fromSources = new boolean[items.length];
    for (int i = 0; i < items.length; i++) {
      fromSources[i] =
          items.length == proposed.length || Arrays.binarySearch(proposed, items[i]) >= 0;
    }
    return new Candidates(items, scores, fromSources, i -> proposals.isNew(items[i]));
  }

  private static float[] ofProposed(Candidates candidates, int count) {
    float[] scores = new float[count];
    int next = 0;
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.proposed()[i]) {
        scores[next++] = candidates.scores()[i];
      }
    }
    return scores;
  }

  private static Selection selection(
      Recommender recommender, RuledUser user, Candidates candidates) {
    NewItems newItems = recommender.newItems();
    int top = recommender.top();
    if (recommender.rules().isNone()) {
      int[] order = Top.order(candidates.scores(), candidates.items());
      int[] arranged = newItems.arrange(order, candidates.isNew());
      return Selection.of(Arrays.copyOf(arranged, Math.min(top, arranged.length)), order.length);
    }
    ListPlaces places = new ListPlaces(top, newItems.within(), newItems.places());
    return recommender
        .rules()
        .select(user, candidates, places, recommender.plan().catalog().text());
  }

  /** The candidates by the ranker's scores alone, best first. */
  int[] order() {
    int[] all = Top.order(candidates.scores(), candidates.items());
    return IntStream.of(all).filter(i -> candidates.proposed()[i]).toArray();
  }
}
