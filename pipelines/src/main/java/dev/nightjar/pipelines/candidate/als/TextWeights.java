package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Numbers;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.als.step.ChunkSums;
import dev.nightjar.pipelines.candidate.als.step.Layout;
import dev.nightjar.pipelines.candidate.als.step.Objective;
import dev.nightjar.pipelines.candidate.als.step.RatingRows;
import dev.nightjar.pipelines.candidate.als.step.TextMap;
import dev.nightjar.pipelines.candidate.als.step.TextRidge;
import dev.nightjar.pipelines.settings.AlsSettings;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;

/**
 * How much each item's text teaches what texts say of factors: as much as its factor is pulled to
 * it.
 *
 * @param scale of their weights
 * @param ridge of their texts, empty where there are none
 * @param terms numbers of a text with its intercept
 */
record TextWeights(Scale scale, Optional<TextRidge> ridge, int terms) {

  /**
   * Weights of texts, the penalties of their items.
   *
   * @param users how many like anything
   * @param mean penalty of the items that somebody likes and that have a text; it weighs 1
   */
  record Scale(Objective objective, int users, double mean) implements Serializable {

    /** What the text of an item with so many likes weighs. */
    float weight(int likes) {
      return (float) (objective.penalty(likes, users) / mean);
    }
  }

  static TextWeights of(Blocks blocks, Census census, AlsSettings settings) {
    Vectors text = blocks.text().value();
    Objective objective = Objective.of(settings);
    double penalties = 0;
    int described = 0;
    for (int item = 0; item < text.count(); item++) {
      if (census.likes()[item] > 0 && text.has(item)) {
        penalties += objective.penalty(census.likes()[item], census.users());
        described++;
      }
    }
    if (described == 0) {
      Scale none = new Scale(objective, census.users(), 1);
      return new TextWeights(none, Optional.empty(), text.dimension() + 1);
    }
    Scale scale = new Scale(objective, census.users(), penalties / described);
    TextRidge ridge =
        TextRidge.of(squares(blocks, scale), text.dimension() + 1, settings.textRegularization());
    return new TextWeights(scale, Optional.of(ridge), text.dimension() + 1);
  }

  private static double[] squares(Blocks blocks, Scale scale) {
    Broadcast<Vectors> text = blocks.text();
    Layout layout = blocks.layout();
    int terms = text.value().dimension() + 1;
    return ChunkSums.total(
        blocks
            .items()
            .values()
            .flatMap(items -> squares(items, text.value(), layout, scale).iterator())
            .collect(),
        terms,
        terms);
  }

  private static List<ChunkSums.Part> squares(
      RatingRows items, Vectors text, Layout layout, Scale scale) {
    ChunkSums sums = new ChunkSums(text.dimension() + 1, text.dimension() + 1);
    for (int row = 0; row < items.count(); row++) {
      int item = items.ids()[row];
      int likes = items.likes(row);
      if (likes > 0 && text.has(item)) {
        float[] vector = TextMap.withOne(text, item);
        sums.add(layout.itemChunk(item), vector, Numbers.times(vector, scale.weight(likes)));
      }
    }
    return sums.finished();
  }

  /** What texts say of factors, from the sums of the products of both. */
  TextMap map(double[] products) {
    return ridge.map(left -> left.solve(products)).orElseGet(TextMap::none);
  }

  /** The same from parts of the sums. */
  TextMap map(List<ChunkSums.Part> products, int rank) {
    return map(ChunkSums.total(products, terms, rank));
  }
}
