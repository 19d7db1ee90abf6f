package dev.nightjar.udfs.embed;

import java.util.List;
import java.util.Locale;

/** Tells memory that is full from a device that is broken, by the messages of runtime and Java. */
final class OutOfMemory {

  private static final List<String> SIGNS =
      List.of(
          "failed to allocate memory",
          "out of memory",
          "direct buffer memory",
          "bfcarena",
          "bad allocation",
          "bad_alloc",
          "cublas_status_alloc_failed");

  private OutOfMemory() {}

  static boolean is(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return SIGNS.stream().anyMatch(message::contains);
  }
}
