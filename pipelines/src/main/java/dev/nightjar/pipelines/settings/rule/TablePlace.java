package dev.nightjar.pipelines.settings.rule;

import java.util.Map;
import java.util.Optional;

/**
 * A table that others keep, outside of the lake.
 *
 * @param path any Hadoop URI; empty where there is none
 * @param options of Spark's reader
 */
public record TablePlace(Format format, Optional<String> path, Map<String, String> options) {

  /** How it is stored. */
  public enum Format {
    CSV,
    DELTA
  }

  public TablePlace {
    options = Map.copyOf(options);
  }
}
