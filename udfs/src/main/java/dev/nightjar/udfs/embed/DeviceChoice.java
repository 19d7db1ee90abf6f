package dev.nightjar.udfs.embed;

import java.util.Arrays;
import java.util.Locale;

/** Where the user wants a model to run. */
public enum DeviceChoice {
  /** A GPU where one works, else the CPU. */
  AUTO,
  /** The CPU, even where a GPU is. */
  CPU,
  /** A GPU, or an error. */
  GPU;

  /** Reads a setting's value. */
  public static DeviceChoice parse(String value) {
    return Arrays.stream(values())
        .filter(choice -> choice.toString().equals(value.trim().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("device is " + value + "; set auto, cpu or gpu"));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
