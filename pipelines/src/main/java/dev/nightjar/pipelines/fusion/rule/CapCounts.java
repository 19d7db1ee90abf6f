package dev.nightjar.pipelines.fusion.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each value stands in the first places already, for every cap. */
final class CapCounts {

  private final List<ItemCap> caps;
  private final List<Map<Integer, Integer>> counts = new ArrayList<>();

  CapCounts(List<ItemCap> caps) {
    this.caps = caps;
    caps.forEach(cap -> counts.add(new HashMap<>()));
  }

  void add(int item, int place) {
    for (int c = 0; c < caps.size(); c++) {
      if (place < caps.get(c).within()) {
        counts.get(c).merge(caps.get(c).values()[item], 1, Integer::sum);
      }
    }
  }

  /** The first cap that does not let the item have the place, -1 where all do. */
  int closed(int item, int place) {
    for (int c = 0; c < caps.size(); c++) {
      ItemCap cap = caps.get(c);
      int value = cap.values()[item];
      if (place < cap.within()
          && value >= 0
          && counts.get(c).getOrDefault(value, 0) >= cap.most()) {
        return c;
      }
    }
    return -1;
  }

  /** Whether a value stands there more often than the cap lets, as pinned items may. */
  boolean isExceeded(int cap) {
    return counts.get(cap).entrySet().stream()
        .anyMatch(count -> count.getKey() >= 0 && count.getValue() > caps.get(cap).most());
  }
}
