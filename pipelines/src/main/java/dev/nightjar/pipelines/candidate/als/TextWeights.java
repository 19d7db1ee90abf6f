package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.als.step.ChunkSums;
import dev.nightjar.pipelines.candidate.als.step.Layout;
import dev.nightjar.pipelines.candidate.als.step.Objective;
import dev.nightjar.pipelines.candidate.als.step.RatingRows;
import dev.nightjar.pipelines.candidate.als.step.TextMap;
import dev.nightjar.pipelines.candidate.als.step.TextRidge;
import dev.nightjar.pipelines.settings.AlsSettings;
import java.util.List;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;

/**
 * How much each item's text teaches what texts say of factors: as much as its factor is pulled to
 * it.
 *
 * @param objective of the fit
 * @param mean penalty of the items that somebody likes and that have a text
 * @param ridge of their texts, empty where there are none
 * @param terms numbers of a text with its intercept
 */
record TextWeights(Objective objective, double mean, Optional<TextRidge> ridge, int terms) {

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
      return new TextWeights(objective, 1, Optional.empty(), text.dimension() + 1);
    }
    double mean = penalties / described;
    TextRidge ridge =
        TextRidge.of(
            squares(blocks, objective, census.users(), mean),
            text.dimension() + 1,
            settings.textRegularization());
    return new TextWeights(objective, mean, Optional.of(ridge), text.dimension() + 1);
  }

  /** How much the text of an item with so many likes counts beside that of one of mean penalty. */
  float of(int likes, int users) {
    return (float) (objective.penalty(likes, users) / mean);
  }

  private static double[] squares(Blocks blocks, Objective objective, int users, double mean) {
    Broadcast<Vectors> text = blocks.text();
    Layout layout = blocks.layout();
    int terms = text.value().dimension() + 1;
    return ChunkSums.total(
        blocks
            .items()
            .values()
            .flatMap(
                items -> squares(items, text.value(), layout, objective, users, mean).iterator())
            .collect(),
        terms,
        terms);
  }

  private static List<ChunkSums.Part> squares(
      RatingRows items, Vectors text, Layout layout, Objective objective, int users, double mean) {
    ChunkSums sums = new ChunkSums(text.dimension() + 1, text.dimension() + 1);
    for (int row = 0; row < items.count(); row++) {
      int item = items.ids()[row];
      int likes = items.likes(row);
      if (likes > 0 && text.has(item)) {
        float[] vector = TextMap.withOne(text, item);
        float weight = (float) (objective.penalty(likes, users) / mean);
        float[] weighted = vector.clone();
        for (int d = 0; d < weighted.length; d++) {
          weighted[d] *= weight;
        }
        sums.add(layout.itemChunk(item), vector, weighted);
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
