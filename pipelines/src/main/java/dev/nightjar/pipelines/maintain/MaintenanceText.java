package dev.nightjar.pipelines.maintain;

import dev.nightjar.pipelines.run.TextTable;
import dev.nightjar.pipelines.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What maintenance does or did, for people. */
final class MaintenanceText {

  private MaintenanceText() {}

  static String planned(
      int hours, KeptNights kept, List<TableUpkeep> plan, Map<Table, Long> outdated) {
    TextTable table =
        TextTable.ofNumbers(
            "table", "files", "in use", "on disk", "nights to go", "of them", "small", "outdated");
    for (TableUpkeep upkeep : plan) {
      long old = outdated.get(upkeep.table());
      table.row(
          upkeep.table().tableName(),
          number(upkeep.files()),
          megabytes(upkeep.bytes()),
          megabytes(upkeep.onDisk()),
          number(upkeep.gone().size()),
          megabytes(upkeep.bytesGone()),
          number(upkeep.smallOfCrowded()),
          old < 1000 ? number(old) : "1,000 or more");
    }
    return nights(kept, plan, "would go")
        + System.lineSeparator()
        + table
        + "small: files that would be merged; outdated: files of older versions that would go, older"
        + " than "
        + hours
        + " hours"
        + System.lineSeparator();
  }

  /** Before and after have the same tables in the same order. */
  static String done(
      int hours, KeptNights kept, List<TableUpkeep> before, List<TableUpkeep> after) {
    TextTable table =
        TextTable.ofNumbers(
            "table", "files", "then", "in use", "then", "on disk", "then", "nights gone");
    for (int row = 0; row < before.size(); row++) {
      row(
          table,
          before.get(row).table().tableName(),
          before.subList(row, row + 1),
          after.subList(row, row + 1));
    }
    row(table, "all", before, after);
    return nights(kept, before, "went")
        + System.lineSeparator()
        + table
        + "files that are no longer in use go once they are "
        + hours
        + " hours old (lake.vacuum-hours), at the next maintenance after that"
        + System.lineSeparator();
  }

  private static void row(
      TextTable table, String name, List<TableUpkeep> before, List<TableUpkeep> after) {
    table.row(
        name,
        number(sum(before, TableUpkeep::files)),
        number(sum(after, TableUpkeep::files)),
        megabytes(sum(before, TableUpkeep::bytes)),
        megabytes(sum(after, TableUpkeep::bytes)),
        megabytes(sum(before, TableUpkeep::onDisk)),
        megabytes(sum(after, TableUpkeep::onDisk)),
        number(sum(before, upkeep -> upkeep.gone().size())));
  }

  private static long sum(List<TableUpkeep> tables, ToLongFunction<TableUpkeep> what) {
    return tables.stream().mapToLong(what).sum();
  }

  private static String nights(KeptNights kept, List<TableUpkeep> plan, String gone) {
    TreeSet<LocalDate> all = new TreeSet<>();
    plan.forEach(upkeep -> all.addAll(upkeep.gone()));
    String stay =
        kept.why().entrySet().stream()
            .map(night -> night.getKey() + " (" + night.getValue() + ")")
            .collect(Collectors.joining(", "));
    return "nights that stay: "
        + (stay.isEmpty() ? "none" : stay)
        + System.lineSeparator()
        + "nights that "
        + gone
        + ": "
        + (all.isEmpty()
            ? "none"
            : all.stream().map(LocalDate::toString).collect(Collectors.joining(", ")))
        + System.lineSeparator();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
