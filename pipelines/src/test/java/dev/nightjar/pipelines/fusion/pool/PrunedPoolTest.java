package dev.nightjar.pipelines.fusion.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.content.TextSource;
import dev.nightjar.pipelines.candidate.popular.Popularity;
import dev.nightjar.pipelines.settings.RankSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.settings.choice.Repeat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PrunedPoolTest {

  private static final int ITEMS = 6000;

  /** Vectors without any structure, so that a sixth of the blocks does not hold the best. */
  private static final PoolPlan PLAN = plan();

  private static final List<History> USERS =
      IntStream.range(0, 40).mapToObj(user -> History.of(user, 3 * user, 5000 - user)).toList();

  private final List<String> said = new ArrayList<>();

  @Test
  void aSourceThatFindsEnoughLooksAtAPart() {
    PoolPlan pruned = PLAN.pruned(pruning(0.01), USERS, said::add);
    assertEquals(1, said.size(), "popularity looks at no vectors");
    assertTrue(
        said.get(0).matches("text: a look at 15.00 % of the items finds \\d+\\.\\d % of the .*"),
        said::toString);
    long exact = PLAN.productsOfAUser();
    assertEquals(0.15, (double) pruned.productsOfAUser() / exact, 0.01);
    assertEquals(100, pruned.newPool().propose(USERS.get(0)).list(1).length);
  }

  @Test
  void aSourceThatFindsTooLittleLooksAtAllAndSaysSo() {
    PoolPlan pruned = PLAN.pruned(pruning(0.999), USERS, said::add);
    assertTrue(
        said.get(0).endsWith("of rank.pruning.least-recall: it looks at all"), said::toString);
    assertEquals(PLAN.indexes(), pruned.indexes());
  }

  @Test
  void usersWithoutCandidatesAreFoundWhole() {
    PLAN.pruned(pruning(1), List.of(), said::add);
    assertTrue(said.get(0).contains(" finds 100.0 % of the candidates of 0 users"), said::toString);
  }

  private static RankSettings.Pruning pruning(double leastRecall) {
    return ShippedSettings.with("rank.pruning { share = 0.15, least-recall = " + leastRecall + " }")
        .rank()
        .pruning();
  }

  private static PoolPlan plan() {
    Random random = new Random(4);
    float[] values = new float[ITEMS * 12];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    Catalog catalog = Catalog.of(ITEMS).withText(new Vectors(ITEMS, 12, values));
    float[] shares = new float[ITEMS];
    shares[7] = 1;
    return PoolPlan.of(
        List.of(new Popularity(shares), TextSource.of(catalog, Decay.NONE)),
        catalog,
        new PoolLimits(100, Repeat.EXCLUDE));
  }
}
