package dev.nightjar.pipelines.demo;

import dev.nightjar.pipelines.demo.Dirt.Fate;
import dev.nightjar.pipelines.demo.shop.DemoOptions;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How many rows of each kind of dirt the files of a demo hold: known before they are written. */
public record DirtCounts(Map<Dirt, Integer> rows) {

  public DirtCounts {
    rows = Collections.unmodifiableMap(new EnumMap<>(rows));
  }

  /** The counts of a shop: {@link Dirt#rows} by default, fewer in a smaller shop, never none. */
  public static DirtCounts of(DemoOptions options) {
    DemoOptions whole = DemoOptions.defaults();
    Map<Dirt, Integer> rows = new EnumMap<>(Dirt.class);
    for (Dirt dirt : Dirt.values()) {
      double share =
          switch (dirt.source()) {
            case ITEMS -> (double) options.items() / whole.items();
            case USERS, INTERACTIONS -> (double) options.users() / whole.users();
            case REVIEWS -> (double) options.reviews() / whole.reviews();
          };
      rows.put(dirt, (int) Math.max(1, Math.round(dirt.rows() * Math.min(1, share))));
    }
    return new DirtCounts(rows);
  }

  /** Rows of one kind. */
  public int of(Dirt dirt) {
    return rows.get(dirt);
  }

  /** Rows of one file with one fate. */
  public int of(DemoFile source, Fate fate) {
    return rows.entrySet().stream()
        .filter(e -> e.getKey().source() == source && e.getKey().fate() == fate)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
