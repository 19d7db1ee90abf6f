package dev.nightjar.pipelines.settings.choice;

/** Who fits the factors of ALS. */
public enum AlsSolver {
  /** This project's: the same factors from any number of blocks, with texts in the objective. */
  NIGHTJAR,
  /** Spark MLlib's: a peer to measure against; its factors depend on partitions. */
  MLLIB
}
