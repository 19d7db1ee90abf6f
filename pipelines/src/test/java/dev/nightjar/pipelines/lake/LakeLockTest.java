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
import org.apache.hadoop.fs.FilterFileSystem;
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
    write("run dead on " + hostName() + " pid " + gone.pid() + " of " + processes() + " since now");

    try (LakeLock second = take("second")) {
      second.ensureHeld();
    }
  }

  @Test
  void aProcessOfAnotherContainerOfTheSameNameMayLive() throws IOException, InterruptedException {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    write("run far on " + hostName() + " pid " + gone.pid() + " of another/pid:[1] since now");

    assertThrows(LakeLockedException.class, () -> take("second"));
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

  @Test
  void aLivingHolderKeepsTheLockWhereTimesCannotBeSet() throws Exception {
    Duration stale = Duration.ofSeconds(3);
    FileSystem objects = new TimelessFiles(local());
    try (LakeLock first = LakeLock.take(objects, root.toString(), "first", stale)) {
      Thread.sleep(stale.toMillis() + 1000);

      assertThrows(
          LakeLockedException.class,
          () -> LakeLock.take(objects, root.toString(), "second", stale));
      first.ensureHeld();
    }
  }

  @Test
  void aHolderThatLostTheLockDoesNotWriteItAnew() throws Exception {
    String other = "run other on another-host pid 1 since 2025-01-01T00:00:00Z";
    try (LakeLock first =
        LakeLock.take(
            new TimelessFiles(local()), root.toString(), "first", Duration.ofSeconds(1))) {
      write(other);
      Thread.sleep(500);

      assertThrows(LakeLockedException.class, first::ensureHeld);
    }
    assertEquals(other, Files.readString(file));
  }

  /** Files whose times cannot be set, as in object stores. */
  private static final class TimelessFiles extends FilterFileSystem {

    TimelessFiles(FileSystem files) {
      super(files);
    }

    @Override
    public void setTimes(org.apache.hadoop.fs.Path path, long modified, long accessed) {}
  }

  private LakeLock take(String run) throws IOException {
    return LakeLock.take(local(), root.toString(), run, STALE);
  }

  private static FileSystem local() throws IOException {
    return FileSystem.getLocal(new Configuration()).getRaw();
  }

  private void write(String holder) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, holder);
  }

  /** What this process writes of itself. */
  private String processes() throws IOException {
    Path other = root.resolve("other");
    try (LakeLock own = LakeLock.take(local(), other.toString(), "own", STALE)) {
      own.ensureHeld();
      return Files.readString(other.resolve("_nightjar/lock")).split(" ")[7];
    }
  }

  private static String hostName() throws IOException {
    return InetAddress.getLocalHost().getHostName();
  }
}
