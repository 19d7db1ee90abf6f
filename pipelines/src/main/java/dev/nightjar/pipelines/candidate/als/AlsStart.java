package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Numbers;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.als.step.ChunkSums;
import dev.nightjar.pipelines.candidate.als.step.RandomStart;
import dev.nightjar.pipelines.candidate.als.step.TextMap;
import dev.nightjar.pipelines.settings.AlsSettings;

/**
 * Where a fit starts.
 *
 * @param items a factor an item, zeros where nobody likes it
 * @param texts what texts say of those factors
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record AlsStart(float[][] items, TextMap texts) {

  /** Random factors; texts say nothing yet. */
  static AlsStart random(Census census, int rank, long seed) {
    float[][] items = new float[census.likes().length][rank];
    for (int item = 0; item < items.length; item++) {
      if (census.likes()[item] > 0) {
        items[item] = RandomStart.of(seed, item, rank);
      }
    }
    return new AlsStart(items, TextMap.none());
  }

  /**
   * Factors of an earlier fit and what texts say of them; an item that has none starts from its
   * text, or without one from a random factor that is as long as the others are.
   *
   * @param known factors of the earlier fit, one for every item, zeros where it had none
   */
  static AlsStart near(
      Vectors known, Census census, TextWeights weights, Blocks blocks, AlsSettings settings) {
    int rank = settings.rank();
    int[] likes = census.likes();
    Vectors text = blocks.text().value();
    float[][] items = new float[likes.length][rank];
    double lengths = 0;
    int found = 0;
    for (int item = 0; item < items.length; item++) {
      if (likes[item] > 0 && known.has(item)) {
        items[item] = known.at(item);
        lengths += Math.sqrt(known.dotProduct(item, item));
        found++;
      }
    }
    TextMap texts =
        weights.map(
            ChunkSums.ofItems(
                blocks.layout(),
                items.length,
                weights.terms(),
                rank,
                (sums, item) -> {
                  if (likes[item] > 0 && known.has(item) && text.has(item)) {
                    float weight = weights.scale().weight(likes[item]);
                    sums.add(TextMap.withOne(text, item), Numbers.times(items[item], weight));
                  }
                }));
    float length = (float) (found == 0 ? 1 : lengths / found);
    for (int item = 0; item < items.length; item++) {
      if (likes[item] > 0 && !known.has(item)) {
        float[] said = texts.of(text, item);
        items[item] =
            said.length > 0
                ? said
                : Numbers.times(RandomStart.of(settings.seed(), item, rank), length);
      }
    }
    return new AlsStart(items, texts);
  }
}
