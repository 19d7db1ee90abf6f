package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.DotProducts;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Cosines;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemRelations;
import dev.nightjar.pipelines.settings.AlsSettings;
import dev.nightjar.pipelines.settings.choice.SourceKind;

/** Scores items by the inner product of their factor with the user's; serves `als` and `cold`. */
public final class FactorSource implements CandidateSource, ItemRelations {
  private final String name;
  private final FoldIn users;
  private final Vectors targets;
  private final Cosines cosines;
  private final DotProducts products;

  private FactorSource(String name, Vectors factors, Vectors targets, AlsSettings settings) {
    this.name = name;
    this.users = new FoldIn(factors, settings);
    this.targets = targets;
    this.cosines = new Cosines(factors, targets);
    this.products = new DotProducts(targets);
  }

  /** Items and users in the space of ALS. */
  public static FactorSource als(Vectors factors, AlsSettings settings) {
    return new FactorSource(SourceKind.ALS.word(), factors, factors, settings);
  }

  /**
   * Items that ALS has not seen, placed in its space.
   *
   * @param mapped a factor for each such item, zeros for all others
   */
  public static FactorSource cold(Vectors factors, Vectors mapped, AlsSettings settings) {
    return new FactorSource(SourceKind.COLD.word(), factors, mapped, settings);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void score(History user, float[] scores) {
    products.with(users.factor(user), scores);
  }

  @Override
  public void scoreAll(History[] histories, float[][] scores, int size) {
    float[][] queries = new float[size][];
    for (int u = 0; u < size; u++) {
      queries[u] = users.factor(histories[u]);
    }
    products.with(queries, scores, size);
  }

  /** By the cosines of the factors. */
  @Override
  public void relate(int touched, int[] items, float[] relations) {
    cosines.relate(touched, items, relations);
  }

  @Override
  public int because(History user, int item) {
    return because(user, new int[] {item})[0];
  }

  @Override
  public int[] because(History user, int[] items) {
    return users.because(user, targets, items);
  }
}
