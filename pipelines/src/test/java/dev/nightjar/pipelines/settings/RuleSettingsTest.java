package dev.nightjar.pipelines.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.settings.rule.ListRule;
import dev.nightjar.pipelines.settings.rule.RuleAction;
import dev.nightjar.pipelines.settings.rule.RuleCondition;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules as the settings file has them, checked without a session. */
final class RuleSettingsTest {

  @Test
  void byDefaultThereAreNone() {
    assertTrue(ShippedSettings.with().rank().rules().isNone());
  }

  @Test
  void aRuleHasActionConditionAndNights() {
    RuleSettings rules =
        ShippedSettings.with(
                """
                rank.rules {
                  spirits {
                    action = leave-out
                    condition = "users.attributes['age_band'] = 'under-18' AND items.category LIKE 'Spirits%'"
                    from = "2025-12-01", to = "2025-12-31"
                  }
                  star { action = pin, condition = "item_id = '7'", position = 3 }
                  sale { action = boost, condition = "attributes['sale'] = 'yes' AND price < 20", amount = -0.5 }
                }
                rank.caps { "a.b" { attribute = brand, within = 10, most = 2 } }
                """)
            .rank()
            .rules();

    assertFalse(rules.isNone());
    assertEquals(
        List.of("sale", "spirits", "star"), rules.named().stream().map(ListRule::name).toList());
    assertEquals(new RuleAction.Boost(-0.5), rules.named().get(0).action());
    assertEquals(Optional.empty(), rules.named().get(0).where().ofUsers());
    assertEquals(
        "attributes['sale'] = 'yes' AND price < 20", rules.named().get(0).where().ofItems());
    ListRule spirits = rules.named().get(1);
    assertEquals(new RuleAction.LeaveOut(), spirits.action());
    assertTrue(spirits.nights().include(LocalDate.of(2025, 12, 31)));
    assertFalse(spirits.nights().include(LocalDate.of(2026, 1, 1)));
    assertFalse(spirits.nights().include(LocalDate.of(2025, 11, 30)));
    assertEquals(new RuleAction.Pin(3), rules.named().get(2).action());
    assertTrue(rules.named().get(2).nights().include(LocalDate.of(1999, 1, 1)));
    assertEquals("a.b", rules.caps().get(0).name());
  }

  @Test
  void theOutermostPartsAreSplitByWhomTheySpeakOf() {
    RuleCondition condition =
        RuleCondition.of(
            "(users.attributes['a'] = 'x' OR users.user_id LIKE 'guest%') AND (price > 10 OR brand"
                + " IN ('A\\\\B', 'it''s')) AND available AND users.attributes['b'] IS NULL");

    assertTrue(condition.ofItems().contains("price > 10"), condition.ofItems());
    assertTrue(condition.ofItems().contains("available"), condition.ofItems());
    assertFalse(condition.ofItems().contains("users"), condition.ofItems());
    String users = condition.ofUsers().orElseThrow();
    assertTrue(users.contains("guest%") && users.contains("IS NULL"), users);
    assertEquals(condition.ofItems(), RuleCondition.of(condition.ofItems()).ofItems());
  }

  @Test
  void everyMistakeIsReportedAtOnce() {
    var e =
        assertThrows(
            SettingsException.class,
            () ->
                ShippedSettings.with(
                    """
                    rank.rules {
                      a { action = leave-out, condition = "items.price > users.attributes['budget']" }
                      b { action = pim, condition = "colour = 'red'" }
                      c { action = pin, condition = "users.attributes['a'] = 'b'", position = 0 }
                      d { action = boost, condition = "price +", amount = much }
                      e { action = leave-out, condition = "price", amount = 3, where = x }
                      f { action = leave-out, condition = "sum(price) > 3", from = tomorrow }
                      g { action = leave-out, condition = "shade(price)", from = "2025-02-01", to = "2025-01-01" }
                    }
                    rank.caps.x { attribute = brand, within = 0 }
                    rank.fresh { within = 2, least = 3 }
                    """));

    List<String> problems =
        e.problems().stream().map(p -> p.replaceFirst(".*?: rank", "rank")).toList();
    assertProblem(
        "rank.rules.a.condition is \"items.price > users.attributes['budget']\", which has a part"
            + " that speaks of items and of users at once: ",
        problems);
    assertProblem("rank.rules.b.action is 'pim'; set one of leave-out, pin, boost", problems);
    assertProblem(
        "rank.rules.b.condition is \"colour = 'red'\", which names colour; it may name columns of"
            + " items, which are item_id, title,",
        problems);
    assertProblem("rank.rules.c.position is '0'; set a whole number from 1 to 1000", problems);
    assertProblem(
        "rank.rules.c.condition is \"users.attributes['a'] = 'b'\", which says which users and not"
            + " which items",
        problems);
    assertProblem("rank.rules.d.amount is 'much'; set a number from -1000", problems);
    assertProblem("rank.rules.d.condition is \"price +\", which is no expression: ", problems);
    assertProblem(
        "rank.rules.e.condition is \"price\", which has a part that gives double and must give true"
            + " or false: price",
        problems);
    assertProblem("rank.rules.e.amount is '3', which only boost has; remove it", problems);
    assertProblem("rank.rules.e.where is no field of a rule; its fields are action,", problems);
    assertProblem(
        "rank.rules.f.condition is \"sum(price) > 3\", which gives other results for the same item",
        problems);
    assertProblem("rank.rules.f.from is 'tomorrow'; set a date, yyyy-MM-dd", problems);
    assertProblem(
        "rank.rules.g.condition is \"shade(price)\", which calls shade, which is no function",
        problems);
    assertProblem(
        "rank.rules.g.to is 2025-01-01, before from, which is 2025-02-01; set a later date",
        problems);
    assertProblem("rank.caps.x.within is 0; set a whole number from 1 to 1000", problems);
    assertProblem("rank.caps.x.most is not set; set a whole number from 1 to 1000", problems);
    assertProblem("rank.fresh.least is 3; set a whole number from 0 to 2", problems);
    assertEquals(17, problems.size(), e.getMessage());
  }

  @Test
  void whetherThereIsATableOfOthersChangesListsAndNotWhereItIs() {
    String here = ShippedSettings.with("rank.rule-table.path = \"/here\"").hash();
    assertEquals(here, ShippedSettings.with("rank.rule-table.path = \"s3a://there\"").hash());
    assertNotEquals(here, ShippedSettings.with().hash());
    assertNotEquals(here, ShippedSettings.with("rank.blocked.path = \"/here\"").hash());
  }

  private static void assertProblem(String expected, List<String> problems) {
    assertTrue(
        problems.stream().anyMatch(problem -> problem.contains(expected)),
        () -> expected + "\nis not among\n" + String.join("\n", problems));
  }
}
