package dev.nightjar.pipelines.demo.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.demo.shop.Event.Kind;
import dev.nightjar.pipelines.demo.shop.Shopper.Habit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a recommender is to find must be in the log, and not so plainly that anything finds it. */
final class SimulationTest {
  private static final DemoOptions OPTIONS = DemoOptions.defaults();
  private static Simulation shop;

  @BeforeAll
  static void simulate() {
    shop = Simulation.of(OPTIONS);
  }

  @Test
  void purchasesConcentrateInFavouriteLeaves() {
    double own = 0;
    double others = 0;
    List<Event> purchases = events(Kind.PURCHASE);
    for (Event purchase : purchases) {
      int leaf = item(purchase).leaf();
      own += favourite(purchase.user()) == leaf ? 1 : 0;
      others += favourite((purchase.user() + 40) % shop.shoppers().size()) == leaf ? 1 : 0;
    }
    double share = own / purchases.size();
    double chance = others / purchases.size();
    assertTrue(share > 0.2 && share < 0.8, "share of purchases in the favourite leaf: " + share);
    assertTrue(share > 5 * chance, share + " against " + chance + " by chance");
  }

  @Test
  void theLovedStyleIsBoughtMoreOftenThanOthers() {
    List<Event> purchases = events(Kind.PURCHASE);
    long loved =
        purchases.stream()
            .filter(p -> lovedStyle(shop.shoppers().get(p.user())) == item(p).style())
            .count();
    double share = (double) loved / purchases.size();
    assertTrue(share > 2.0 / shop.vocabulary().styles().size() && share < 0.8, "share: " + share);
  }

  @Test
  void accessoriesFollowTheMainItemAndNotTheOtherWayRound() {
    Set<Long> goesWith = companionPairs();
    Map<Integer, Event> previous = new HashMap<>();
    int forward = 0;
    int backward = 0;
    for (Event event : shop.events()) {
      if (event.kind() == Kind.VIEW) {
        Event before = previous.put(event.user(), event);
        if (before != null && before.day() == event.day()) {
          forward += goesWith.contains(pair(before.item(), event.item())) ? 1 : 0;
          backward += goesWith.contains(pair(event.item(), before.item())) ? 1 : 0;
        }
      }
    }
    assertTrue(forward > 2_000, forward + " accessories looked at right after the main item");
    assertTrue(forward > 5 * backward, forward + " forward, " + backward + " backward");
  }

  @Test
  void fewItemsAndFewUsersHaveMostOfTheEvents() {
    assertTrue(shareOfTopTenth(Event::item, shop.items().size()) > 0.3, "items");
    assertTrue(shareOfTopTenth(Event::user, shop.shoppers().size()) > 0.3, "users");
  }

  @Test
  void fewerGoOnAtEveryStepOfTheFunnel() {
    assertTrue(events(Kind.VIEW).size() > 1.5 * events(Kind.CLICK).size(), "click");
    assertTrue(events(Kind.CLICK).size() > 1.5 * events(Kind.CART).size(), "cart");
    assertTrue(events(Kind.CART).size() > 1.2 * events(Kind.PURCHASE).size(), "purchase");
    assertTrue(events(Kind.PURCHASE).size() > 1.2 * events(Kind.RATING).size(), "rating");
    assertTrue(events(Kind.RATING).size() > 1_000, events(Kind.RATING).size() + " ratings");
  }

  @Test
  void everyHabitHasItsNumberOfEvents() {
    Map<Integer, Long> events =
        shop.events().stream().collect(Collectors.groupingBy(Event::user, Collectors.counting()));
    Map<Habit, List<Shopper>> byHabit =
        shop.shoppers().stream().collect(Collectors.groupingBy(Shopper::habit));
    for (Shopper shopper : byHabit.get(Habit.ONCE)) {
      assertEquals(1, events.get(shopper.number()), shopper.id());
    }
    for (Shopper shopper : byHabit.get(Habit.NEVER)) {
      assertTrue(!events.containsKey(shopper.number()), shopper.id());
    }
    assertTrue(byHabit.get(Habit.ONCE).size() > 50 && byHabit.get(Habit.NEVER).size() > 50);
  }

  @Test
  void lateItemsHaveFewEventsAndTheLastOnesNone() {
    Map<Integer, Long> events =
        shop.events().stream().collect(Collectors.groupingBy(Event::item, Collectors.counting()));
    int night = OPTIONS.lastDay();
    List<Item> late = shop.items().stream().filter(i -> i.arrival() > night - 5).toList();
    List<Item> last = late.stream().filter(i -> i.arrival() == night).toList();

    assertTrue(late.size() >= 20, late.size() + " late items");
    assertTrue(!last.isEmpty() && last.stream().noneMatch(i -> events.containsKey(i.number())));
    double mean =
        late.stream().mapToLong(i -> events.getOrDefault(i.number(), 0L)).average().orElse(0);
    assertTrue(
        mean < 0.5 * shop.events().size() / shop.items().size(), mean + " events a late item");
  }

  @Test
  void nobodyTouchesWhatIsNotThere() {
    for (Event event : shop.events()) {
      boolean there = event.kind() == Kind.RATING || item(event).soldOn(event.day());
      assertTrue(
          there && shop.shoppers().get(event.user()).signup() <= event.day(), event::toString);
    }
  }

  @Test
  void noTwoEventsShareUserItemKindAndTime() {
    Set<String> keys = new HashSet<>();
    for (Event event : shop.events()) {
      assertTrue(
          keys.add(event.user() + " " + event.item() + " " + event.kind() + " " + event.second()),
          event::toString);
    }
  }

  private static Set<Long> companionPairs() {
    Assortment catalog =
        new Assortment(new Streams(OPTIONS.seed()), shop.vocabulary(), shop.items());
    Set<Long> pairs = new HashSet<>();
    for (Item item : shop.items()) {
      catalog.companions(item).forEach(c -> pairs.add(pair(item.number(), c.number())));
    }
    return pairs;
  }

  private static long pair(int first, int second) {
    return ((long) first << 32) | second;
  }

  private static double shareOfTopTenth(Function<Event, Integer> key, int all) {
    List<Long> counts =
        new ArrayList<>(
            shop.events().stream()
                .collect(Collectors.groupingBy(key, Collectors.counting()))
                .values());
    counts.sort(Comparator.reverseOrder());
    return counts.stream().limit(all / 10).mapToLong(Long::longValue).sum()
        / (double) shop.events().size();
  }

  private static List<Event> events(Kind kind) {
    return shop.events().stream().filter(event -> event.kind() == kind).toList();
  }

  private static Item item(Event event) {
    return shop.items().get(event.item());
  }

  private static int favourite(int user) {
    List<Double> taste = shop.shoppers().get(user).leafTaste();
    return taste.indexOf(Collections.max(taste));
  }

  private static int lovedStyle(Shopper shopper) {
    return shopper.styleTaste().indexOf(Collections.max(shopper.styleTaste()));
  }
}
