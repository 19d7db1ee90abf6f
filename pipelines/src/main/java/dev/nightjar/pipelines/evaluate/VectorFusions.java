package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.candidate.Vectors;
import dev.nightjar.pipelines.fusion.FusionMethod;
import dev.nightjar.pipelines.fusion.VectorParts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The vectors that items could have had, to hold beside those that they have. */
final class VectorFusions {

  private VectorFusions() {}

  /**
   * Catalog text alone, reviews alone, and every fusion that needs no weight; empty where items
   * have only one of both parts.
   *
   * @param profiles rows of {@code item_profiles} of one fold
   */
  static Map<String, Vectors> of(Dataset<Row> profiles, int items) {
    Map<String, Vectors> byName = new LinkedHashMap<>();
    Vectors text = Vectors.ofItems(profiles, "text_vector", items);
    Vectors reviews = Vectors.ofItems(profiles, "review_vector", items);
    if (!text.isAbsent() && !reviews.isAbsent()) {
      byName.put("catalog text", text);
      byName.put("reviews", reviews);
      for (FusionMethod method : FusionMethod.values()) {
        if (method != FusionMethod.WEIGHTED) {
          String name = method.name().toLowerCase(Locale.ROOT);
          byName.put(name, VectorParts.fuse(method, text, reviews, 0.5));
        }
      }
    }
    return byName;
  }
}
