package dev.nightjar.pipelines.fusion.pool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.candidate.CandidateIndex;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.candidate.popular.Popularity;
import dev.nightjar.pipelines.settings.choice.Repeat;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CandidatePoolTest {
  private static final float[] FIRST = {5, 4, 3, 2, 0};
  private static final float[] SECOND = {0, 1, 0, 8, 2};

  /** Says the same to everybody. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Fixed(String name, float[] fixed) implements CandidateSource {
    @Override
    public CandidateIndex among(int[] items) {
      return new Popularity(fixed).among(items);
    }

    @Override
    public int because(History user, int item) {
      return -1;
    }
  }

  private static PoolPlan plan(Catalog catalog, Repeat repeat) {
    return PoolPlan.of(
        List.of(new Fixed("first", FIRST), new Fixed(SourceKind.COLD.word(), SECOND)),
        catalog,
        new PoolLimits(2, repeat));
  }

  @Test
  void eachSourceProposesItsBestAndAllStandTogetherInOrder() {
    Proposals proposals = plan(Catalog.of(5), Repeat.ALLOW).newPool().propose(History.of(7, 0));
    assertEquals(7, proposals.user().user());
    assertArrayEquals(new int[] {0, 1}, proposals.list(0));
    assertArrayEquals(new int[] {3, 4}, proposals.list(1));
    assertArrayEquals(new int[] {0, 1, 3, 4}, proposals.items());
    assertEquals(5, proposals.best(0));
    assertEquals(8, proposals.best(1));
  }

  @Test
  void theRankOfAnItemThatIsNotOnTheListIsItsLength() {
    Proposals proposals = plan(Catalog.of(5), Repeat.ALLOW).newPool().propose(History.of(7, 0));
    assertArrayEquals(new int[] {0, 1, 2, 2, 2}, proposals.ranks(0, new int[] {0, 1, 2, 3, 4}));
    assertArrayEquals(new int[] {2, 2, 2, 0, 1}, proposals.ranks(1, new int[] {0, 1, 2, 3, 4}));
    assertEquals(2, proposals.score(0, 3), "a score from below the list");
  }

  @Test
  void onlyASourceThatProposedTheItemStandsForIt() {
    Proposals proposals = plan(Catalog.of(5), Repeat.ALLOW).newPool().propose(History.of(7, 0));
    double[] parts = {1, 9};
    assertEquals(0, proposals.strongest(0, parts));
    assertEquals(1, proposals.strongest(3, parts));
    assertEquals(-1, proposals.strongest(2, parts));
    assertTrue(proposals.isNew(4));
    assertFalse(proposals.isNew(1));
  }

  @Test
  void touchedItemsAreLeftOutOrStandAlone() {
    History user = History.of(7, 0, 3, 0);
    Proposals others = plan(Catalog.of(5), Repeat.EXCLUDE).newPool().propose(user);
    assertArrayEquals(new int[] {1, 2, 4}, others.items());
    assertFalse(others.mayList(3));
    Proposals same = plan(Catalog.of(5), Repeat.ONLY).newPool().propose(user);
    assertArrayEquals(new int[] {0, 3}, same.items());
    assertFalse(same.mayList(1));
  }

  @Test
  void whatIsNotAvailableIsNotProposed() {
    Catalog catalog = Catalog.of(5).withAvailable(new boolean[] {false, true, true, true, false});
    Proposals proposals = plan(catalog, Repeat.ALLOW).newPool().propose(History.of(7, 0));
    assertArrayEquals(new int[] {1, 2, 3}, proposals.items());
  }

  @Test
  void whatTheUserDislikesNeverComesBackAndWhatWasOnlySeenDoesWhereThingsMay() {
    History user =
        new History(7, new int[] {0, 3, 1}, new float[3], new float[] {-1, 5, 0}).settled();
    for (Repeat repeat : Repeat.values()) {
      Proposals proposals = plan(Catalog.of(5), repeat).newPool().propose(user);
      assertFalse(proposals.mayList(0), () -> "disliked, " + repeat);
      assertEquals(repeat != Repeat.EXCLUDE, proposals.mayList(1), () -> "seen, " + repeat);
      assertEquals(repeat != Repeat.EXCLUDE, proposals.mayList(3), () -> "liked, " + repeat);
    }
  }

  /** Seven ratings of one star have an upper bound of 2.42, two one of 3.63. */
  @Test
  void whatIsRatedBelowTheLeastBeyondDoubtIsOnNobodysList() {
    Catalog catalog =
        Catalog.of(5)
            .with(ItemFact.RATING, new float[] {1, 1, 3.5f, Float.NaN, 2})
            .with(ItemFact.RATINGS, new float[] {7, 2, 90, 0, 90});
    assertArrayEquals(new int[] {1, 2, 3}, ratedAtLeast(catalog, 2.5));
    assertArrayEquals(new int[] {3}, ratedAtLeast(catalog, 4));
    assertArrayEquals(new int[] {0, 1, 3, 4}, ratedAtLeast(catalog, 0));
  }

  private static int[] ratedAtLeast(Catalog catalog, double least) {
    PoolPlan all = plan(catalog, Repeat.ALLOW);
    return PoolPlan.of(all.sources(), catalog, new PoolLimits(2, Repeat.ALLOW, least))
        .newPool()
        .propose(History.empty(7))
        .items();
  }

  @Test
  void moreUsersThanABatchGetTheirOwnProposals() {
    List<int[]> lists = new ArrayList<>();
    plan(Catalog.of(5), Repeat.EXCLUDE)
        .newPool()
        .propose(
            IntStream.range(0, 600).mapToObj(u -> History.of(u, u % 5)).iterator(),
            user -> user,
            (user, proposals) -> proposals.list(0))
        .forEachRemaining(lists::add);
    assertEquals(600, lists.size());
    for (int u = 0; u < 600; u++) {
      int[] expected = u % 5 == 0 ? new int[] {1, 2} : new int[] {0, u % 5 == 1 ? 2 : 1};
      assertArrayEquals(expected, lists.get(u), "user " + u);
    }
  }
}
