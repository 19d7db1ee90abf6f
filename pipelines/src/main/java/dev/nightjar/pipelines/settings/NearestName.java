package dev.nightjar.pipelines.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that a mistyped one most likely meant. */
public final class NearestName {

  private NearestName() {}

  /** The candidate within a third of the name's length by edit distance, ties by name. */
  public static Optional<String> of(String name, Collection<String> candidates) {
    return candidates.stream()
        .filter(c -> distance(name, c) <= Math.max(2, name.length() / 3))
        .min(
            Comparator.comparingInt((String c) -> distance(name, c))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's edit distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
