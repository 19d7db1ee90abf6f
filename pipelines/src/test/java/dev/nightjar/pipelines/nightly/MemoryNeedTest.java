package dev.nightjar.pipelines.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.settings.CandidateSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MemoryNeedTest {

  private static final CandidateSettings SHIPPED = ShippedSettings.with().train().candidates();
  private static final NightSize LARGE = new NightSize(500_000, 100_000, 20_000_000, 384);

  @Test
  void vectorsFactorsAndFactsOfEveryItemAreHeldInAnyCase() {
    long models = 100_000L * (200 + 384 * 4 + 2 * 64 * 4);
    long solved = 3 * 100_000L * (64 * 4 + 24);
    assertEquals((400L << 20) + models + solved, MemoryNeed.ofDriver(LARGE, SHIPPED).least());
    assertEquals((400L << 20) + 2 * models, MemoryNeed.ofExecutor(LARGE, SHIPPED).least());
  }

  @Test
  void neighboursCountUpToWhatTheSettingsKeep() {
    MemoryNeed need = MemoryNeed.ofExecutor(LARGE, SHIPPED);
    assertEquals(2 * 100_000L * (200 + 300) * 8, need.most() - need.least());
    CandidateSettings without =
        ShippedSettings.with("train.sources = [popularity, text]").train().candidates();
    MemoryNeed less = MemoryNeed.ofExecutor(LARGE, without);
    assertEquals(less.least(), less.most());
    assertTrue(less.least() < need.least(), "there are no factors either");
  }

  @Test
  void usersAndEventsDoNotCount() {
    NightSize more = new NightSize(50_000_000, 100_000, 2_000_000_000L, 384);
    assertEquals(MemoryNeed.ofDriver(LARGE, SHIPPED), MemoryNeed.ofDriver(more, SHIPPED));
  }

  @Test
  void aHeapThatIsTooSmallIsToldWithWhatToDo() {
    MemoryNeed need = MemoryNeed.ofDriver(LARGE, SHIPPED);
    assertEquals(
        Optional.of(
            "memory of the driver is 512 MB and the catalog alone takes at least 694 MB; raise"
                + " --driver-memory, or lower train.als.rank or leave sources out of train.sources"),
        need.missing("the driver", 512L << 20, "--driver-memory"));
    assertEquals(Optional.empty(), need.missing("the driver", need.least(), "--driver-memory"));
  }

  @Test
  void stagesThatDoNotHoldTheCatalogRunInAnyHeap() {
    assertFalse(NightMemory.isAskedBefore(Stage.PUBLISH, List.of(Stage.PUBLISH, Stage.REPORT)));
    assertFalse(NightMemory.isAskedBefore(Stage.FEATURES, List.of(Stage.FEATURES)));
    assertTrue(NightMemory.isAskedBefore(Stage.RANK, List.of(Stage.RANK)));
    List<Stage> night = List.of(Stage.values());
    assertEquals(
        List.of(night.get(0), Stage.FEATURES),
        night.stream().filter(stage -> NightMemory.isAskedBefore(stage, night)).toList());
  }
}
