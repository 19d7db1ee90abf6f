package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.content.FusionMethod;
import dev.nightjar.pipelines.candidate.content.VectorParts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The vectors that items could have had, to hold beside those that they have. */
final class VectorFusions {

  /** Name of the pictures alone; only a catalog with pictures has it. */
  static final String PICTURES = "pictures";

  private VectorFusions() {}

  /**
   * Catalog text, reviews and pictures, each alone, and every fusion of them that needs no weight;
   * empty where items have only one of these parts.
   *
   * @param profiles rows of {@code item_profiles} of one fold
   */
  static Map<String, Vectors> of(Dataset<Row> profiles, int items) {
    Map<String, Vectors> byName = new LinkedHashMap<>();
    Vectors text = VectorRows.ofItems(profiles, "text_vector", items);
    Vectors reviews = VectorRows.ofItems(profiles, "review_vector", items);
    Vectors pictures = VectorRows.ofItems(profiles, "image_vector", items);
    put(byName, "catalog text", text);
    put(byName, "reviews", reviews);
    put(byName, PICTURES, pictures);
    if (byName.size() < 2) {
      return Map.of();
    }
    if (!text.isAbsent() && !reviews.isAbsent()) {
      for (FusionMethod method : FusionMethod.values()) {
        if (method != FusionMethod.WEIGHTED) {
          String name = method.name().toLowerCase(Locale.ROOT);
          byName.put(name, VectorParts.fuse(method, text, reviews, 0.5));
        }
      }
    }
    if (!pictures.isAbsent()) {
      addPictures(byName, text, reviews, pictures);
    }
    return byName;
  }

  /** Every part with the same share. */
  private static void addPictures(
      Map<String, Vectors> byName, Vectors text, Vectors reviews, Vectors pictures) {
    if (text.isAbsent() || reviews.isAbsent()) {
      Vectors content = text.isAbsent() ? reviews : text;
      byName.put(
          (text.isAbsent() ? "reviews" : "text") + " and pictures",
          VectorParts.concat(content, pictures, 1 / 2.0));
    } else {
      byName.put(
          "text, reviews and pictures",
          VectorParts.concat(VectorParts.concat(text, reviews, 1 / 2.0), pictures, 1 / 3.0));
    }
  }

  private static void put(Map<String, Vectors> byName, String name, Vectors vectors) {
    if (!vectors.isAbsent()) {
      byName.put(name, vectors);
    }
  }
}
