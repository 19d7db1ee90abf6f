package dev.nightjar.pipelines.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The most memory that this process held since the last reset: resident memory where Linux tells
 * it, else the peaks of the JVM's own pools.
 */
public final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final String PEAK = "VmHWM:";

  private PeakMemory() {}

  /** Begins a new measurement. Where the kernel refuses, peaks count from the start instead. */
  public static void reset() {
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    try {
      if (Files.isWritable(CLEAR)) {
        Files.writeString(CLEAR, "5");
      }
    } catch (IOException e) {
      System.err.println("peak memory counts from the start of the process: " + e.getMessage());
    }
  }

  /** The peak in MiB. */
  public static long mebibytes() {
    try {
      if (Files.isReadable(STATUS)) {
        return resident(Files.readAllLines(STATUS));
      }
    } catch (IOException e) {
      System.err.println("peak memory is that of the JVM's pools alone: " + e.getMessage());
    }
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        >> 20;
  }

  private static long resident(List<String> status) throws IOException {
    for (String line : status) {
      if (line.startsWith(PEAK)) {
        return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
      }
    }
    throw new IOException(STATUS + " has no line " + PEAK);
  }
}
