package dev.nightjar.pipelines.fold;

import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.fusion.rating.RatingOffsets;
import dev.nightjar.pipelines.fusion.rating.RatingRange;
import dev.nightjar.pipelines.fusion.rating.RatingWeights;
import java.util.LinkedHashMap;
import java.util.Map;

/** A rating model as the map that the table {@code ranker} keeps. */
public final class RatingTerms {

  private RatingTerms() {}

  /** The numbers by name. */
  public static Map<String, Double> write(RatingModel model) {
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("mean", model.offsets().mean());
    terms.put("damping", model.offsets().damping());
    terms.put("intercept", model.weights().intercept());
    terms.put("item", model.weights().item());
    terms.put("user", model.weights().user());
    terms.put("lead", model.weights().lead());
    terms.put("lowest", model.range().lowest());
    terms.put("highest", model.range().highest());
    return terms;
  }

  /** Reads what {@link #write} gave. */
  public static RatingModel read(Map<String, Double> terms) {
    return new RatingModel(
        new RatingOffsets(terms.get("mean"), terms.get("damping")),
        new RatingWeights(
            terms.get("intercept"), terms.get("item"), terms.get("user"), terms.get("lead")),
        new RatingRange(terms.get("lowest"), terms.get("highest")));
  }
}
