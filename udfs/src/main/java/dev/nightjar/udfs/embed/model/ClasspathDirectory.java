package dev.nightjar.udfs.embed.model;

import java.io.InputStream;
import java.util.Optional;

/**
 * Model files in a directory on the classpath, which Spark extends by {@code --jars}.
 *
 * @param location {@code classpath:} and the directory
 */
public record ClasspathDirectory(String location) implements ModelFiles {

  private static final String SCHEME = "classpath:";

  public ClasspathDirectory {
    if (!accepts(location)) {
      throw new IllegalArgumentException(
          "model " + location + " is not on the classpath; write classpath:DIRECTORY");
    }
  }

  /** Whether a model setting means the classpath. */
  public static boolean accepts(String location) {
    return location.startsWith(SCHEME);
  }

  @Override
  public Optional<InputStream> open(String path) {
    String directory = location.substring(SCHEME.length()).replaceAll("^/+|/+$", "");
    String resource = directory + "/" + path;
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    InputStream content = loader == null ? null : loader.getResourceAsStream(resource);
    return Optional.ofNullable(
        content == null
            ? ClasspathDirectory.class.getClassLoader().getResourceAsStream(resource)
            : content);
  }
}
