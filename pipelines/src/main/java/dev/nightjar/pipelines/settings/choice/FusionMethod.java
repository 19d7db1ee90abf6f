package dev.nightjar.pipelines.settings.choice;

/** How two vectors of one item become one. */
public enum FusionMethod {
  /** Both alike. */
  MEAN,
  /** By a weight that validation chooses. */
  WEIGHTED,
  /** One after the other; the only one for different dimensions. */
  CONCAT,
  /** Each by the softmax of its scaled inner product with the first. */
  ATTENTION
}
