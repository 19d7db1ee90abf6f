package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.CandidateIndex;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Cosines;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemRelations;
import dev.nightjar.pipelines.candidate.VectorIndex;
import dev.nightjar.pipelines.settings.AlsSettings;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.topk.ItemVectors;
import java.util.Arrays;

/** Scores items by the inner product of their factor with the user's; serves `als` and `cold`. */
public final class FactorSource implements CandidateSource, ItemRelations {
  private final String name;
  private final FoldIn users;
  private final Vectors targets;
  private final Cosines cosines;

  private FactorSource(String name, Vectors factors, Vectors targets, AlsSettings settings) {
    this.name = name;
    this.users = new FoldIn(factors, settings);
    this.targets = targets;
    this.cosines = new Cosines(factors, targets);
  }

  /** Items and users in the space of ALS. */
  public static FactorSource als(Vectors factors, AlsSettings settings) {
    return new FactorSource(SourceKind.ALS.word(), factors, factors, settings);
  }

  /**
   * Items that ALS has not seen, placed in its space.
   *
   * @param mapped a factor for each such item, zeros for all others; absent where there is none
   */
  public static FactorSource cold(Vectors factors, Vectors mapped, AlsSettings settings) {
    Vectors placed =
        mapped.isAbsent() ? Vectors.zeros(factors.count(), factors.dimension()) : mapped;
    return new FactorSource(SourceKind.COLD.word(), factors, placed, settings);
  }

  @Override
  public String name() {
    return name;
  }

  /** Those of the items that have a factor here: for {@code cold} only new ones do. */
  @Override
  public CandidateIndex among(int[] items) {
    int[] placed = Arrays.stream(items).filter(targets::has).toArray();
    return new VectorIndex(users::factor, ItemVectors.of(targets, placed), new int[0]);
  }

  /** By the cosines of the factors. */
  @Override
  public float[][] relate(int[] touched, int[] items) {
    return cosines.relate(touched, items);
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
