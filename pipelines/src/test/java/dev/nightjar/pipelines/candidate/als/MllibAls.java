package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.settings.AlsSettings;
import org.apache.spark.ml.recommendation.ALS;

/** MLlib's trainer, which ours is held against. */
public final class MllibAls {

  private MllibAls() {}

  /** With the same settings. */
  public static ALS of(AlsSettings settings) {
    return new ALS()
        .setImplicitPrefs(true)
        .setRank(settings.rank())
        .setRegParam(settings.regularization())
        .setAlpha(settings.alpha())
        .setMaxIter(settings.iterations())
        .setSeed(settings.seed())
        .setNumBlocks(settings.blocks());
  }
}
