package dev.nightjar.udfs.embed.model;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Model files on the classpath.
 *
 * @param location what the user called the model
 * @param resources resource name by path inside the model
 */
record ClasspathFiles(String location, Map<String, String> resources) implements ModelFiles {

  ClasspathFiles {
    resources = Map.copyOf(resources);
  }

  @Override
  public Optional<InputStream> open(String path) {
    String resource = resources.get(path);
    return Optional.ofNullable(resource)
        .map(name -> ClasspathFiles.class.getClassLoader().getResourceAsStream(name));
  }
}
