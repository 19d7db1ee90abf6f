package dev.nightjar.pipelines.candidate.als.step;

import dev.nightjar.pipelines.array.GatheredRows;
import dev.nightjar.pipelines.array.Vectors;

/**
 * What the ratings of one row add to its equation, found in passes over the factors that they rate.
 * Those of a long row are gathered a part at a time, so memory does not grow with it.
 */
final class RowRatings {
  private static final int LEAST_ROOM = 256;

  private final Objective objective;
  private final Vectors others;
  private final GatheredRows gathered;
  private final float[] products = new float[GatheredRows.MOST];
  private float[] confidences = new float[LEAST_ROOM];
  private RatingRows rows;
  private int from;
  private int to;
  private int gatheredFrom;

  /**
   * Of no row yet.
   *
   * @param others factors by column of the ratings
   */
  RowRatings(Objective objective, Vectors others) {
    this.objective = objective;
    this.others = others;
    this.gathered = new GatheredRows(others.dimension());
  }

  /** Takes a row instead of another one. */
  void take(RatingRows from, int row) {
    this.rows = from;
    this.from = from.starts()[row];
    this.to = from.starts()[row + 1];
    this.gatheredFrom = -1;
    int count = this.to - this.from;
    if (count > confidences.length) {
      confidences = new float[Math.max(count, 2 * confidences.length)];
    }
    for (int r = 0; r < count; r++) {
      confidences[r] = (float) objective.confidence(rows.values()[this.from + r]);
    }
  }

  /**
   * Adds what the ratings ask of a factor beyond what it fulfils.
   *
   * @return what they add to the objective beyond their share of all pairs
   */
  double addResidual(float[] factor, float[] residual) {
    double added = 0;
    for (int part = from; part < to; part += GatheredRows.MOST) {
      int end = gather(part);
      gathered.products(factor, products);
      for (int r = part; r < end; r++) {
        float confidence = confidences[r - from];
        double score = products[r - part];
        double liked = rows.values()[r] > 0 ? objective.unobserved() + confidence : 0;
        // liked (1 - score)^2 - unobserved score^2, or confidence score^2 of a dislike.
        added += liked * (1 - 2 * score) + confidence * score * score;
        products[r - part] = (float) (liked - confidence * score);
      }
      gathered.add(residual, products);
    }
    return added;
  }

  /** How fast their part of the objective curves along a direction. */
  double curvature(float[] direction) {
    double curvature = 0;
    for (int part = from; part < to; part += GatheredRows.MOST) {
      curvature += weigh(part, direction);
    }
    return curvature;
  }

  /** Adds a direction's image under their part of the equation, and says how fast that curves. */
  double addImage(float[] direction, float[] image) {
    double curvature = 0;
    for (int part = from; part < to; part += GatheredRows.MOST) {
      curvature += weigh(part, direction);
      gathered.add(image, products);
    }
    return curvature;
  }

  /** Leaves what each factor of a part counts in the image; the sum of that along the direction. */
  private double weigh(int part, float[] direction) {
    int count = gather(part) - part;
    gathered.products(direction, products);
    double curvature = 0;
    for (int r = 0; r < count; r++) {
      float product = products[r];
      products[r] = confidences[part - from + r] * product;
      curvature += (double) products[r] * product;
    }
    return curvature;
  }

  /** Makes sure that the factors of a part are there, and says where it ends. */
  private int gather(int part) {
    int end = Math.min(to, part + GatheredRows.MOST);
    if (gatheredFrom != part) {
      gathered.gather(others, rows.columns(), part, end);
      gatheredFrom = part;
    }
    return end;
  }
}
