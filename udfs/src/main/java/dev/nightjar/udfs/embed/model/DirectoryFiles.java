package dev.nightjar.udfs.embed.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Model files in a local directory. */
public record DirectoryFiles(Path directory) implements ModelFiles {

  @Override
  public String location() {
    return directory.toString();
  }

  @Override
  public Optional<InputStream> open(String path) throws IOException {
    Path file = directory.resolve(path);
    return Files.isRegularFile(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
  }
}
