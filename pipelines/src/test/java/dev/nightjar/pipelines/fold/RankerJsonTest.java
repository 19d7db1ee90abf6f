package dev.nightjar.pipelines.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightjar.pipelines.fusion.ranker.Ranker;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RankerJsonTest {

  @Test
  void aRankerThatWasWrittenScoresTheSameToTheBit() {
    Ranker ranker =
        new Ranker(
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
  void aTextThatIsNoRankerIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RankerJson.read("{"));
    assertEquals("table ranker has a model that is no JSON", e.getMessage());
  }

  @Test
  void treesAreOfAnOlderNightjar() {
    String json = "{\"features\":[\"age\"],\"means\":[0],\"weights\":[0],\"trees\":[]}";
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RankerJson.read(json));
    assertEquals(
        "table ranker has a model of an older Nightjar; run the stage train of its night again",
        e.getMessage());
  }
}
