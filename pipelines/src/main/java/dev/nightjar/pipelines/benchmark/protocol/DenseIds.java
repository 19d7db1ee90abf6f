package dev.nightjar.pipelines.benchmark.protocol;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ids in ascending order and their places, so that ties by place are ties by id. */
public final class DenseIds {
  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();

  private DenseIds(List<String> names) {
    this.names = names;
    for (int place = 0; place < names.size(); place++) {
      places.put(names.get(place), place);
    }
  }

  public static DenseIds of(Collection<String> ids) {
    return new DenseIds(ids.stream().distinct().sorted().toList());
  }

  public int size() {
    return names.size();
  }

  public String name(int place) {
    return names.get(place);
  }

  public int place(String id) {
    return places.get(id);
  }

  int[] places(Collection<String> ids) {
    return ids.stream().mapToInt(this::place).toArray();
  }
}
