package dev.nightjar.pipelines.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.settings.sql.EventExpression;
import dev.nightjar.pipelines.settings.sql.EventExpression.Meaning;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** Strengths and hits as expressions, without a session. */
final class EventExpressionTest {

  @Test
  void aStrengthIsANumberOrAnExpressionOverTheValue() {
    FeaturesSettings settings =
        ShippedSettings.with(
                "features.kinds { view = -0.25, rating = \"value - 3\", \"a.b\" = 1e3, c = \"7\" }")
            .features();

    assertEquals(List.of(-0.25), results(settings, "view", 4d));
    assertEquals(Arrays.asList(1d, null), results(settings, "rating", 4d, null));
    assertEquals(List.of(1000d), results(settings, "a.b", 4d));
    assertEquals(List.of(7d), results(settings, "c", 4d));
  }

  @Test
  void byDefaultLowStarsAndWhatIsHiddenOrReturnedSpeakAgainstAnItem() {
    FeaturesSettings settings = ShippedSettings.with().features();

    assertEquals(
        Arrays.asList(-1.5, -0.5, 0.5, 1.5, 2.5, null),
        results(settings, "rating", 1d, 2d, 3d, 4d, 5d, null));
    for (String kind : List.of("hide", "dislike", "return", "refund")) {
      assertTrue((Double) results(settings, kind, 4d).get(0) < 0, kind);
    }
  }

  @Test
  void everyMistakeOfKindsAndHitsIsReportedAtOnce() {
    var e =
        assertThrows(
            SettingsException.class,
            () ->
                ShippedSettings.with(
                    """
                    features.kinds {
                      a = "stars - 3", b = "'good'", c = "value -", d = "sum(value)", e = "rand()"
                      f = true, g = 2e9, h = null, i = "null", j = "colour(value) + price"
                    }
                    evaluate.relevant = "value"
                    """));

    List<String> problems = e.problems();
    assertEquals(11, problems.size(), e.getMessage());
    assertProblem("a is \"stars - 3\", which names stars, and may name value", problems.get(0));
    assertProblem("b is \"'good'\", which gives string and must give a number", problems.get(1));
    assertProblem(
        "c is \"value -\", which is no expression: [PARSE_SYNTAX_ERROR]", problems.get(2));
    assertProblem("d is \"sum(value)\", which gives other results for the same", problems.get(3));
    assertProblem("e is \"rand()\", which gives other results for the same event", problems.get(4));
    assertProblem("f is \"true\", which gives boolean and must give a number", problems.get(5));
    assertProblem("g is 2000000000; set a number from -1000000.0 to 1000000.0", problems.get(6));
    assertProblem("h is not set; set a number", problems.get(7));
    assertProblem("i is \"null\", which gives void and must give a number", problems.get(8));
    assertProblem("j is \"colour(value) + price\", which names price", problems.get(9));
    assertProblem(
        "evaluate.relevant is \"value\", which gives double and must give true or false",
        problems.get(10));
  }

  @Test
  void aHitMayLookAtKindValueAndStrength() {
    EventExpression hit =
        new EventExpression(Meaning.RELEVANCE, "kind = 'purchase' OR value >= 4 AND strength > 0");

    assertEquals(
        Arrays.asList(true, true, false, null),
        hit.of(
            List.of(
                RowFactory.create("purchase", null, -1d),
                RowFactory.create("rating", 4d, 1d),
                RowFactory.create("rating", 3d, 1d),
                RowFactory.create("rating", null, 1d))));
  }

  @Test
  void anUnknownFunctionIsNamed() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new EventExpression(Meaning.STRENGTH, "colour(value)"));

    assertEquals("calls colour, which is no function of Spark's", e.getMessage());
  }

  private static void assertProblem(String expected, String problem) {
    assertTrue(problem.contains(expected), problem);
  }

  private static List<Object> results(FeaturesSettings settings, String kind, Double... values) {
    List<Row> rows = Arrays.stream(values).map(value -> RowFactory.create((Object) value)).toList();
    return settings.kinds().get(kind).of(rows);
  }
}
