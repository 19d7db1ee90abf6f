package dev.nightjar.pipelines.fusion.rule;

import dev.nightjar.pipelines.array.Vectors;

/** One user's list while it is filled. */
final class ListState {

  final ListRules rules;
  final Candidates candidates;
  final Boosts boosts;
  final int[] order;
  final Holds holds;
  final PinnedPlaces pins;
  final CapCounts caps;
  final Worth worth;
  final Effects effects;

  ListState(ListRules rules, RuledUser user, Candidates candidates, int top, Vectors vectors) {
    this.rules = rules;
    this.candidates = candidates;
    this.boosts = new Boosts(rules, user, candidates);
    this.order = candidates.order(boosts.scores());
    this.holds = new Holds(candidates.size());
    this.pins = new PinnedPlaces(top, candidates.size());
    this.caps = new CapCounts(rules.caps());
    this.worth = new Worth(rules.likeness(), vectors, candidates, boosts.scores(), order);
    this.effects = new Effects(rules.size());
  }

  int item(int candidate) {
    return candidates.items()[candidate];
  }

  /** The first cap that does not let the candidate have the place, -1 where all do. */
  int closedCap(int candidate, int place) {
    return caps.closed(item(candidate), place);
  }

  /** Takes a candidate to the listed ones before its place is filled, or as it is. */
  void put(int candidate, int place) {
    caps.add(item(candidate), place);
    worth.add(candidate);
  }

  /** Whether the candidate may have a place; one that is the same as a listed one is out. */
  boolean isOpen(int candidate) {
    boolean open = holds.isOpen(candidate) && !pins.has(candidate);
    if (open && worth.isListedAlready(candidate)) {
      holds.takeOut(candidate, rules.builtIn(ListRules.NEAR_DUPLICATES));
      return false;
    }
    return open;
  }
}
