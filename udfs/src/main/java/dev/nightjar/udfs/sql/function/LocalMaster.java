package dev.nightjar.udfs.sql.function;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how many cores a local master URL gives: {@code local}, {@code local[4]}, {@code local[*]}.
 */
final class LocalMaster {

  private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+|\\*)(?:,\\s*\\d+)?\\])?");

  private LocalMaster() {}

  static Optional<Integer> cores(String master) {
    Matcher local = LOCAL.matcher(master.trim());
    if (!local.matches()) {
      return Optional.empty();
    }
    String cores = local.group(1);
    if (cores == null) {
      return Optional.of(1);
    }
    return Optional.of(
        cores.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(cores));
  }
}
