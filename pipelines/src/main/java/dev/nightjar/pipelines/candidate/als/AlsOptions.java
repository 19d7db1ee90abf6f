package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Bounds;
import dev.nightjar.pipelines.candidate.Decay;
import java.io.Serializable;

/**
 * Settings of implicit ALS (Hu, Koren, Volinsky 2008) as MLlib computes it.
 *
 * @param rank length of the factors
 * @param regularization ridge weight; MLlib multiplies it by the number of ratings of the user or
 *     item
 * @param alpha confidence of a rating r is 1 + alpha * r
 * @param iterations alternations
 * @param seed of the random start
 * @param blocks user and item blocks; above 2, Spark adds partial sums in order of arrival and the
 *     last bit of a factor may differ between reruns
 * @param decay how events lose weight before they are summed into ratings
 */
public record AlsOptions(
    int rank,
    double regularization,
    double alpha,
    int iterations,
    long seed,
    int blocks,
    Decay decay)
    implements Serializable {

  public static final AlsOptions DEFAULT = new AlsOptions(64, 0.02, 10, 12, 42, 2, Decay.NONE);

  public AlsOptions {
    Bounds.within("train.als.rank", rank, 1, 1024);
    Bounds.within("train.als.regularization", regularization, 1e-9, 1e6);
    Bounds.within("train.als.alpha", alpha, 1e-9, 1e6);
    Bounds.within("train.als.iterations", iterations, 1, 200);
    Bounds.within("train.als.blocks", blocks, 1, 10_000);
  }
}
