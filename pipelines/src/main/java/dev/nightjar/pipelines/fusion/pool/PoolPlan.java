package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.candidate.CandidateIndex;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.RankSettings;
import dev.nightjar.pipelines.settings.choice.Repeat;
import dev.nightjar.pipelines.topk.BatchTopK;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Where candidates come from; made once, sent to every task, which makes its own pool of it.
 *
 * @param sources that are asked
 * @param indexes of the sources, in which they look candidates up
 * @param catalog of the items; those that the options leave out are not available in it
 * @param options which of the items come through
 */
public record PoolPlan(
    List<CandidateSource> sources,
    List<CandidateIndex> indexes,
    Catalog catalog,
    PoolLimits options)
    implements Serializable {

  public PoolPlan {
    sources = List.copyOf(sources);
    indexes = List.copyOf(indexes);
  }

  /** Makes the sources ready to propose what lists may hold. */
  public static PoolPlan of(List<CandidateSource> sources, Catalog all, PoolLimits options) {
    Catalog catalog = all.withoutRatedBelow(options.leastRating());
    // Where lists hold touched items alone, these are scored and nothing is looked up.
    int[] items =
        options.repeat() == Repeat.ONLY
            ? new int[0]
            : IntStream.range(0, catalog.items()).filter(catalog::isAvailable).toArray();
    return new PoolPlan(
        sources, sources.stream().map(source -> source.among(items)).toList(), catalog, options);
  }

  /** Of one source alone. */
  public static PoolPlan of(CandidateSource source, Catalog catalog, PoolLimits options) {
    return of(List.of(source), catalog, options);
  }

  /** Multiplications that looking up the candidates of one user costs at most. */
  public long productsOfAUser() {
    return indexes.stream().mapToLong(CandidateIndex::products).sum();
  }

  /** The same without these items. */
  public PoolPlan without(BitSet items) {
    return of(sources, catalog.without(items), options);
  }

  /**
   * The same where indexes look at a part of the items, each that still finds enough so.
   *
   * @param users on whose candidates that is measured, up to {@link BatchTopK#USERS}
   * @param say gets a line a source
   */
  public PoolPlan pruned(RankSettings.Pruning settings, List<History> users, Consumer<String> say) {
    return PrunedPool.of(this, settings, users, say);
  }

  public CandidatePool newPool() {
    return new CandidatePool(this);
  }
}
