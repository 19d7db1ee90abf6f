package dev.nightjar.pipelines.lake;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Who holds a lock, in words that others on the same machine can check. */
public final class LockHolder {

  private LockHolder() {}

  /** This process, for a run. */
  public static String me(String runId) {
    return "run "
        + runId
        + " on "
        + hostName()
        + " pid "
        + ProcessHandle.current().pid()
        + " of "
        + processes()
        + " since "
        + Instant.now();
  }

  /** True when the holder's process would be seen from here and is no more. */
  public static boolean isGone(String holder) {
    String[] words = holder.split(" ");
    return words.length > 7
        && words[3].equals(hostName())
        && words[5].matches("\\d{1,18}")
        && words[7].equals(processes())
        && ProcessHandle.of(Long.parseLong(words[5])).isEmpty();
  }

  /**
   * Tells apart sets of processes that may use the same pids under the same host name: those of
   * this boot, and of this container. A constant where the system does not say.
   */
  private static String processes() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
      String space = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return boot.strip() + "/" + space;
    } catch (IOException | UnsupportedOperationException e) {
      return "host";
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "unknown-host";
    }
  }
}
