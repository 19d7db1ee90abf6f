package dev.nightjar.pipelines.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tables that many tests begin with: the first test of a process makes them, all take a copy. */
public final class MadeOnce {

  static final MadeOnce CATALOG = new MadeOnce();
  private static final Map<String, MadeOnce> RANKED = new ConcurrentHashMap<>();

  private Path made;

  /** Of what one class of tests begins with; keep it in a static field. */
  public MadeOnce() {}

  /** The lists of a night. */
  static MadeOnce ranked(String night, int shift) {
    return RANKED.computeIfAbsent(night + " " + shift, key -> new MadeOnce());
  }

  /**
   * Copies the tables into a lake.
   *
   * @param maker makes them in a directory
   */
  public synchronized void into(Path lake, Consumer<Path> maker) {
    try {
      if (made == null) {
        Path directory = Files.createTempDirectory("made-once");
        maker.accept(directory);
        made = directory;
      }
      Nights.copy(made, lake);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
