package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;

/**
 * Where candidates come from; made once, sent to every task, which makes its own pool of it.
 *
 * @param sources that are asked
 * @param catalog of the items; those that the options leave out are not available in it
 * @param options which of the items come through
 */
public record PoolPlan(List<CandidateSource> sources, Catalog catalog, PoolLimits options)
    implements Serializable {

  public PoolPlan {
    sources = List.copyOf(sources);
    catalog = catalog.withoutRatedBelow(options.leastRating());
  }

  /** Of one source alone. */
  public static PoolPlan of(CandidateSource source, Catalog catalog, PoolLimits options) {
    return new PoolPlan(List.of(source), catalog, options);
  }

  /** The same without these items. */
  public PoolPlan without(BitSet items) {
    return new PoolPlan(sources, catalog.without(items), options);
  }

  public CandidatePool newPool() {
    return new CandidatePool(this);
  }
}
