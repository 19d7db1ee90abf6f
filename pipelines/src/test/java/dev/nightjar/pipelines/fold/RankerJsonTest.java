package dev.nightjar.pipelines.fold;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightjar.pipelines.fusion.ranker.LinearRanker;
import dev.nightjar.pipelines.fusion.ranker.Ranker;
import dev.nightjar.pipelines.fusion.ranker.Tree;
import dev.nightjar.pipelines.fusion.ranker.TreeRanker;
import dev.nightjar.pipelines.settings.choice.RankerKind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RankerJsonTest {

  @Test
  void aRankerThatWasWrittenScoresTheSameToTheBit() {
    LinearRanker ranker =
        new LinearRanker(
            RankerKind.LISTWISE,
            List.of("als.score", "age"),
            new double[] {0.1, 1 / 3d},
            new double[] {Math.PI, -1e-17},
            0.7);
    Ranker read = RankerJson.read(RankerJson.write(ranker));
    float[] features = {0.3f, 12f};
    assertEquals(ranker.features(), read.features());
    assertEquals(ranker.score(features, 0), read.score(features, 0), 0);
  }

  @Test
  void treesThatWereWrittenScoreAndExplainTheSameToTheBit() {
    Tree tree =
        new Tree(
            new int[] {1, -1, 0, -1, -1},
            new double[] {1 / 3d, 0, 0.5, 0, 0},
            new int[] {1, 0, 3, 0, 0},
            new int[] {2, 0, 4, 0, 0},
            new double[] {0, Math.E, 0, -1e-17, 0.25},
            new double[] {10, 4, 6, 5, 1});
    LinearRanker start =
        new LinearRanker(
            RankerKind.LISTWISE,
            List.of("als.score", "age"),
            new double[] {0.1, 1 / 3d},
            new double[] {Math.PI, -1e-17},
            0.7);
    TreeRanker ranker = new TreeRanker(start, List.of(tree));
    Ranker read = RankerJson.read(RankerJson.write(ranker));
    float[] features = {0.7f, 12f};
    assertEquals(RankerKind.TREES, read.kind());
    assertEquals(ranker.score(features, 0), read.score(features, 0), 0);
    assertArrayEquals(ranker.contributions(features, 0), read.contributions(features, 0), 0);
  }

  @Test
  void aTextThatIsNoRankerIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RankerJson.read("{"));
    assertEquals("table ranker has a model that is no JSON", e.getMessage());
  }

  @Test
  void treesThatStartFromNothingAreOfAnOlderNightjar() {
    String json = "{\"kind\":\"TREES\",\"features\":[\"age\"],\"bias\":0,\"trees\":[]}";
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RankerJson.read(json));
    assertEquals(
        "table ranker has a model of an older Nightjar; run the stage train of its night again",
        e.getMessage());
  }
}
