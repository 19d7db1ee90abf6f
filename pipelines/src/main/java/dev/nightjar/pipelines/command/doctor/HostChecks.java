package dev.nightjar.pipelines.command.doctor;

import java.io.File;
import java.util.List;
import java.util.Locale;

/** What the doctor asks of this machine and its Java. */
final class HostChecks {

  private static final List<String> OPENED =
      List.of("java.lang", "java.nio", "java.util", "sun.nio.ch", "sun.util.calendar");
  private static final long GIB = 1L << 30;

  private HostChecks() {}

  static Finding java() {
    int feature = Runtime.version().feature();
    String what = Runtime.version() + ", " + System.getProperty("java.home");
    return feature == 17
        ? Finding.works("Java", what)
        : Finding.broken("Java", what, "install JDK 17 and point JAVA_HOME at it");
  }

  /** Spark reaches into these packages. */
  static Finding javaFlags() {
    List<String> closed =
        OPENED.stream()
            .filter(p -> !Object.class.getModule().isOpen(p, HostChecks.class.getModule()))
            .toList();
    return closed.isEmpty()
        ? Finding.works("Java flags", "the packages that Spark reaches into are open")
        : Finding.broken(
            "Java flags",
            "closed: " + String.join(", ", closed),
            "start with pipelines/bin/nightjar or spark-submit, which pass --add-opens");
  }

  static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String what =
        String.format(
            Locale.ROOT,
            "%.1f GiB of heap, %d cores",
            (double) heap / GIB,
            Runtime.getRuntime().availableProcessors());
    return heap >= 2 * GIB
        ? Finding.works("Memory", what)
        : Finding.broken(
            "Memory", what, "give at least 2 GiB: NIGHTJAR_MEMORY=3g, or --driver-memory 3g");
  }

  static Finding disk() {
    File scratch = new File(System.getProperty("java.io.tmpdir"));
    long free = scratch.getUsableSpace();
    String what = String.format(Locale.ROOT, "%.1f GiB free in %s", (double) free / GIB, scratch);
    return free >= 2 * GIB
        ? Finding.works("Scratch disk", what)
        : Finding.broken(
            "Scratch disk",
            what,
            "free at least 2 GiB there, or name another place with"
                + " NIGHTJAR_JAVA_OPTIONS=-Djava.io.tmpdir=DIR");
  }
}
