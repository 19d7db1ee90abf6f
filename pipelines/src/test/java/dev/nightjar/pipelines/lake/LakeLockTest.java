package dev.nightjar.pipelines.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer a lake. */
final class LakeLockTest {

  private static final Duration STALE = Duration.ofMinutes(10);

  @TempDir private Path root;
  private Path file;

  @BeforeEach
  void place() {
    file = root.resolve("_nightjar/lock");
  }

  @Test
  void aSecondWriterIsRefusedByTheNameOfTheFirst() throws IOException {
    try (LakeLock first = take("first")) {
      first.ensureHeld();

      var e = assertThrows(LakeLockedException.class, () -> take("second"));

      assertTrue(e.getMessage().contains("is being written by run first on "), e.getMessage());
      assertTrue(e.getMessage().contains("wait for that run to end"), e.getMessage());
    }
  }

  @Test
  void aReleasedLockCanBeTakenAgain() throws IOException {
    take("first").close();

    assertFalse(Files.exists(file));
    try (LakeLock second = take("second")) {
      second.ensureHeld();
    }
  }

  @Test
  void theLockOfAProcessThatIsGoneIsTakenOver() throws IOException, InterruptedException {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    write("run dead on " + hostName() + " pid " + gone.pid() + " since 2025-01-01T00:00:00Z");

    try (LakeLock second = take("second")) {
      second.ensureHeld();
    }
  }

  @Test
  void theLockOfAnotherHostIsKeptUntilItIsSilentForTooLong() throws IOException {
    write("run far on another-host pid 1 since 2025-01-01T00:00:00Z");
    assertThrows(LakeLockedException.class, () -> take("second"), "fresh");

    Files.setLastModifiedTime(
        file, FileTime.fromMillis(System.currentTimeMillis() - STALE.toMillis() - 1000));
    try (LakeLock second = take("second")) {
      second.ensureHeld();
    }
  }

  @Test
  void anEmptyLockIsSomebodysUntilItIsStale() throws IOException {
    write("");

    var e = assertThrows(LakeLockedException.class, () -> take("second"));

    assertTrue(e.getMessage().contains("is being written by"), e.getMessage());
  }

  @Test
  void aHolderThatLostTheLockIsToldAndLeavesTheNewHoldersLock() throws IOException {
    LakeLock first = take("first");
    String other = "run other on another-host pid 1 since 2025-01-01T00:00:00Z";
    write(other);

    var e = assertThrows(LakeLockedException.class, first::ensureHeld);
    first.close();

    assertTrue(e.getMessage().contains("run other on another-host"), e.getMessage());
    assertEquals(other, Files.readString(file));
  }

  @Test
  void aDeletedLockIsNoticed() throws IOException {
    try (LakeLock lock = take("first")) {
      Files.delete(file);

      var e = assertThrows(java.io.UncheckedIOException.class, lock::ensureHeld);

      assertTrue(e.getMessage().contains("the lock was deleted"), e.getMessage());
    }
  }

  private LakeLock take(String run) throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration()).getRaw();
    return LakeLock.take(files, root.toString(), run, STALE);
  }

  private void write(String holder) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, holder);
  }

  private static String hostName() throws IOException {
    return InetAddress.getLocalHost().getHostName();
  }
}
