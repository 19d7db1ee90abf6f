package dev.nightjar.pipelines.fold;

import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.fusion.rating.RatingOffsets;
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
    terms.put("intercept", model.intercept());
    terms.put("item", model.item());
    terms.put("user", model.user());
    terms.put("lead", model.lead());
    terms.put("lowest", model.lowest());
    terms.put("highest", model.highest());
    return terms;
  }

  /** Reads what {@link #write} gave. */
  public static RatingModel read(Map<String, Double> terms) {
    return new RatingModel(
        new RatingOffsets(terms.get("mean"), terms.get("damping")),
        terms.get("intercept"),
        terms.get("item"),
        terms.get("user"),
        terms.get("lead"),
        terms.get("lowest"),
        terms.get("highest"));
  }
}
