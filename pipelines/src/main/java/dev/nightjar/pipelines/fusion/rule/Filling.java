package dev.nightjar.pipelines.fusion.rule;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.fusion.rule.ItemRules.Pin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Fills one user's list place by place: each takes the best candidate that every rule lets have it.
 */
final class Filling {

  private static final int NOBODY = PinnedPlaces.FREE;

  private final ListRules rules;
  private final RuledUser user;
  private final ListPlaces places;
  private final ListState state;
  private final List<KeptPlaces> kept = new ArrayList<>();
  private final int[] chosen;
  private int size;

  Filling(
      ListRules rules, RuledUser user, Candidates candidates, ListPlaces places, Vectors vectors) {
    this.rules = rules;
    this.user = user;
    this.places = places;
    this.state = new ListState(rules, user, candidates, places.top(), vectors);
    this.chosen = new int[Math.min(places.top(), candidates.size())];
  }

  Selection selection() {
    takeOut();
    pin();
    FreshItems fresh = rules.fresh();
    keep(ListRules.FRESH, c -> fresh.items().get(state.item(c)), fresh.within(), fresh.least());
    keep(ListRules.NEW_ITEMS, state.candidates.isNew(), places.within(), places.forNew());
    fill();
    int[] list = Arrays.copyOf(chosen, size);
    state.boosts.count(list, state.order, state.effects);
    count();
    return new Selection(list, state.effects.counts(), state.holds.heldBy());
  }

  private void takeOut() {
    for (int c = 0; c < state.candidates.size(); c++) {
      int rule = rules.closedBy(user, state.item(c));
      if (rule != Holds.NONE) {
        state.holds.takeOut(c, rule);
      }
    }
  }

  private void pin() {
    List<Pin> all = rules.items().pins();
    for (int p = 0; p < all.size(); p++) {
      Pin pin = all.get(p);
      if (pin.rule().isFor(user)) {
        pin(pin, rules.firstPin() + p);
      }
    }
  }

  private void pin(Pin pin, int rule) {
    int best =
        Arrays.stream(state.candidates.orderOfAll(state.boosts.scores()))
            .filter(c -> !state.holds.isOut(c) && !state.pins.has(c))
            .filter(c -> pin.rule().holds(state.item(c)))
            .findFirst()
            .orElse(NOBODY);
    if (best == NOBODY || !state.pins.isFree(pin.place())) {
      state.effects.add(rule, Effect.UNSATISFIED);
      return;
    }
    if (pin.place() >= state.order.length || state.order[pin.place()] != best) {
      state.effects.add(rule, Effect.MOVED);
    }
    state.pins.put(best, pin.place());
    state.put(best, pin.place());
  }

  private void keep(String rule, IntPredicate kind, int within, int least) {
    if (least > 0) {
      kept.add(new KeptPlaces(rules.builtIn(rule), kind, places.first(within), least));
    }
  }

  private void fill() {
    Choice choice = new Choice(state, kept);
    while (size < chosen.length) {
      int next = state.pins.at(size);
      if (next == NOBODY) {
        next = choice.best(size);
        if (next == NOBODY) {
          next = state.pins.comeUp(size);
        } else {
          state.put(next, size);
        }
      }
      if (next == NOBODY) {
        return;
      }
      for (KeptPlaces own : kept) {
        own.add(next, size);
      }
      state.holds.list(next);
      chosen[size++] = next;
    }
  }

  private void count() {
    boolean isShort = size < Math.min(places.top(), state.order.length);
    boolean[] lacking = new boolean[rules.caps().size()];
    for (int place = 0; place < (isShort ? state.order.length : reached()); place++) {
      int c = state.order[place];
      int cap = state.closedCap(c, size);
      if (state.holds.isOut(c)) {
        state.effects.add(state.holds.heldBy()[c], Effect.REMOVED);
      } else if (isShort && !state.holds.isListed(c) && cap >= 0) {
        lacking[cap] = true;
      }
    }
    for (int cap = 0; cap < lacking.length; cap++) {
      if (lacking[cap] || state.caps.isExceeded(cap)) {
        state.effects.add(rules.firstCap() + cap, Effect.UNSATISFIED);
      }
    }
    for (KeptPlaces own : kept) {
      if (own.isMissed()) {
        state.effects.add(own.rule(), Effect.UNSATISFIED);
      }
    }
    if (isShort) {
      state.effects.add(rules.builtIn(ListRules.FULL_LENGTH), Effect.UNSATISFIED);
    }
  }

  /** How far down the order the list goes, what is pinned aside. */
  private int reached() {
    for (int place = state.order.length; place > 0; place--) {
      int c = state.order[place - 1];
      if (state.holds.isListed(c) && !state.pins.has(c)) {
        return place;
      }
    }
    return 0;
  }
}
