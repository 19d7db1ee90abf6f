package dev.nightjar.pipelines.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** The parts that a night is judged by. */
enum Segment {
  /** Every test user. */
  ALL,
  /** Only items without any event before the cutoff count as taken. */
  NEW_ITEMS,
  /** Users without any event before the cutoff. */
  NEW_USERS,
  /** Users with 1 to 9 events before it. */
  LIGHT_USERS,
  /** Users with 10 events or more before it. */
  HEAVY_USERS;

  private static final int HEAVY = 10;

  /** The word in the table {@code metrics}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The users of the segment that have something relevant in it. */
  List<JudgedList> of(List<JudgedList> users, IntPredicate newItem) {
    return users.stream()
        .filter(u -> holds(u.events()))
        .map(u -> this == NEW_ITEMS ? u.only(newItem) : u)
        .filter(u -> u.relevant().length > 0)
        .toList();
  }

  private boolean holds(int events) {
    return switch (this) {
      case ALL, NEW_ITEMS -> true;
      case NEW_USERS -> events == 0;
      case LIGHT_USERS -> events > 0 && events < HEAVY;
      case HEAVY_USERS -> events >= HEAVY;
    };
  }
}
