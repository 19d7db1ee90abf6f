package dev.nightjar.pipelines.publish.list;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which versions a store needs. */
public final class Kept {

  private Kept() {}

  /**
   * The live version, the one before it, and the version written last of each of the last nights.
   *
   * @param newestFirst every whole version
   * @param nights how many nights stay
   */
  public static Set<String> of(
      Optional<String> pointer, List<Publication> newestFirst, int nights) {
    Set<String> needed = new HashSet<>();
    pointer.ifPresent(needed::add);
    newestFirst.stream()
        .filter(version -> Optional.of(version.version()).equals(pointer))
        .findFirst()
        .flatMap(Publication::before)
        .ifPresent(needed::add);
    Map<String, String> newest = new LinkedHashMap<>();
    newestFirst.forEach(version -> newest.putIfAbsent(version.night(), version.version()));
    newest.values().stream().limit(nights).forEach(needed::add);
    return needed;
  }
}
