package dev.nightjar.pipelines.demo;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What {@link DemoData} has written.
 *
 * @param directory where the files are
 * @param good good rows by file: what a right ingest ends up with, odd rows aside
 * @param dirt the other rows, by kind
 */
public record DemoSummary(Path directory, Map<DemoFile, Integer> good, DirtCounts dirt) {

  public DemoSummary {
    good = Collections.unmodifiableMap(new EnumMap<>(good));
  }

  /** Path of a file. */
  public Path file(DemoFile source) {
    return directory.resolve(source.file());
  }

  /** All rows of a file, good and dirty, without its header line. */
  public int rows(DemoFile source) {
    int rows = good.get(source);
    for (Dirt.Fate fate : Dirt.Fate.values()) {
      rows += dirt.of(source, fate);
    }
    return rows;
  }

  /** Rows that a right ingest keeps: the good and the odd ones. */
  public int kept(DemoFile source) {
    return good.get(source) + dirt.of(source, Dirt.Fate.ODD);
  }
}
