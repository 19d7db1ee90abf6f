package dev.nightjar.pipelines.command.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory of this machine that is gone when it is closed, with all in it. */
public record ScratchDirectory(Path path) implements AutoCloseable {

  /** A new one where the system keeps such. */
  public static ScratchDirectory create(String name) throws IOException {
    return new ScratchDirectory(Files.createTempDirectory(name));
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> below = Files.walk(path)) {
      deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}
