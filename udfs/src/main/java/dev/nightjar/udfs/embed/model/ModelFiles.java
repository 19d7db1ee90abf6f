package dev.nightjar.udfs.embed.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where a model's files are read from: the classpath, a directory, any Hadoop URI. */
public interface ModelFiles {

  /** What the user called the model; error messages name it. */
  String location();

  /** Opens a file by its path inside the model, or returns nothing where there is none. */
  Optional<InputStream> open(String path) throws IOException;
}
