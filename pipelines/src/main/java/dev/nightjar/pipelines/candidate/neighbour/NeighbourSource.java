package dev.nightjar.pipelines.candidate.neighbour;

import dev.nightjar.pipelines.array.Places;
import dev.nightjar.pipelines.candidate.Because;
import dev.nightjar.pipelines.candidate.CandidateIndex;
import dev.nightjar.pipelines.candidate.CandidateSearch;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemRelations;
import java.util.BitSet;

/**
 * Adds up what the liked items of a history say about others, newer events more; serves
 * `item-to-item` and `linear`.
 *
 * @param name the source's word
 */
public record NeighbourSource(String name, Neighbours neighbours, Decay decay)
    implements CandidateSource, ItemRelations {

  @Override
  public CandidateIndex among(int[] items) {
    BitSet proposed = new BitSet();
    for (int item : items) {
      proposed.set(item);
    }
    return most -> {
      NeighbourSums sums = new NeighbourSums(neighbours, decay, proposed);
      return CandidateSearch.oneByOne((user, leftOut) -> sums.candidates(user, leftOut, most));
    };
  }

  @Override
  public float[][] relate(int[] touched, int[] items) {
    Places places = new Places(items);
    float[][] relations = new float[touched.length][items.length];
    for (int t = 0; t < touched.length; t++) {
      int end = neighbours.starts()[touched[t] + 1];
      for (int n = neighbours.starts()[touched[t]]; n < end; n++) {
        int place = places.of(neighbours.targets()[n]);
        if (place >= 0) {
          relations[t][place] = neighbours.weights()[n];
        }
      }
    }
    return relations;
  }

  @Override
  public int because(History user, int item) {
    return Because.strongest(
        user, decay, touched -> touched == item ? 0 : neighbours.weight(touched, item));
  }
}
