package dev.nightjar.pipelines.fusion.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses the best candidate for a place that every rule lets have it. */
final class Choice {

  private static final int NOBODY = PinnedPlaces.FREE;

  private final ListState state;
  private final List<KeptPlaces> kept;

  Choice(ListState state, List<KeptPlaces> kept) {
    this.state = state;
    this.kept = kept;
  }

  /** One of the kinds that the place is kept for, where there is any; -1 where there is none. */
  int best(int place) {
    List<KeptPlaces> demands = kept.stream().filter(own -> own.demand(place, state.pins)).toList();
    List<List<KeptPlaces>> tries = new ArrayList<>(List.of(demands));
    demands.forEach(one -> tries.add(List.of(one)));
    tries.add(List.of());
    for (List<KeptPlaces> wanted : tries) {
      int best = best(place, wanted);
      if (best != NOBODY) {
        pass(best, place, wanted);
        return best;
      }
    }
    return NOBODY;
  }

  private int best(int place, List<KeptPlaces> wanted) {
    int best = NOBODY;
    for (int c : state.order) {
      if (state.isOpen(c)
          && state.closedCap(c, place) < 0
          && wanted.stream().allMatch(own -> own.isFor(c))
          && (best == NOBODY || state.worth.of(c) > state.worth.of(best))) {
        best = c;
        if (!state.rules.likeness().diversifies()) {
          return best;
        }
      }
    }
    return best;
  }

  /** Notes which rules let candidates of higher scores wait. */
  private void pass(int best, int place, List<KeptPlaces> wanted) {
    boolean[] moved = new boolean[state.rules.size()];
    for (int above = 0; state.order[above] != best; above++) {
      int c = state.order[above];
      if (state.isOpen(c)) {
        int cap = state.closedCap(c, place);
        if (cap >= 0) {
          if (state.holds.putOff(c, state.rules.firstCap() + cap)) {
            state.effects.add(state.rules.firstCap() + cap, Effect.MOVED);
          }
        } else {
          Optional<KeptPlaces> kind = wanted.stream().filter(own -> !own.isFor(c)).findFirst();
          int rule = kind.map(KeptPlaces::rule).orElse(state.rules.builtIn(ListRules.DIVERSITY));
          state.holds.putOff(c, rule);
          moved[rule] = true;
        }
      }
    }
    for (int rule = 0; rule < moved.length; rule++) {
      if (moved[rule]) {
        state.effects.add(rule, Effect.MOVED);
      }
    }
  }
}
