package dev.nightjar.pipelines.maintain;

import dev.nightjar.pipelines.lake.TableFiles.Partition;
import dev.nightjar.pipelines.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * What maintenance does to a table.
 *
 * @param partitions as they are
 * @param onDisk bytes below the table's directory, older versions and the log among them
 * @param gone nights that it removes
 * @param crowded partitions that stay and have many small files
 */
record TableUpkeep(
    Table table,
    List<Partition> partitions,
    long onDisk,
    Set<LocalDate> gone,
    List<Partition> crowded) {

  /**
   * What is to do.
   *
   * @param kept nights that stay, if the table is a nightly one
   * @param least small files of a partition from which on they are merged
   */
  static TableUpkeep of(
      Table table, List<Partition> partitions, long onDisk, Set<LocalDate> kept, int least) {
    Set<LocalDate> gone = new TreeSet<>();
    if (table.isNightly()) {
      gone.addAll(nights(partitions));
      gone.removeAll(kept);
    }
    List<Partition> crowded =
        partitions.stream()
            .filter(p -> p.small() >= least)
            .filter(p -> !table.isNightly() || !gone.contains(night(p)))
            .toList();
    return new TableUpkeep(table, partitions, onDisk, gone, crowded);
  }

  /** The nights of a nightly table's partitions. */
  static Set<LocalDate> nights(List<Partition> partitions) {
    Set<LocalDate> nights = new TreeSet<>();
    partitions.forEach(partition -> nights.add(night(partition)));
    return nights;
  }

  long files() {
    return sum(Partition::files);
  }

  long bytes() {
    return sum(Partition::bytes);
  }

  long bytesGone() {
    return partitions.stream()
        .filter(p -> !gone.isEmpty() && gone.contains(night(p)))
        .mapToLong(Partition::bytes)
        .sum();
  }

  long smallOfCrowded() {
    return crowded.stream().mapToLong(Partition::small).sum();
  }

  private long sum(ToLongFunction<Partition> what) {
    return partitions.stream().mapToLong(what).sum();
  }

  private static LocalDate night(Partition partition) {
    return LocalDate.parse(partition.value().orElseThrow());
  }
}
