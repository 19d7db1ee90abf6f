package dev.nightjar.udfs.embed;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Locale;

/** Tells a device that is full from a device that is broken, by the runtime's messages. */
final class OutOfMemory {

  private static final List<String> SIGNS =
      List.of(
          "failed to allocate memory",
          "out of memory",
          "bfcarena",
          "bad allocation",
          "bad_alloc",
          "cublas_status_alloc_failed");

  private OutOfMemory() {}

  static boolean is(OrtException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return SIGNS.stream().anyMatch(message::contains);
  }
}
