package dev.nightjar.udfs.sql.function;

import dev.nightjar.udfs.embed.model.ModelFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Model files in a directory of a Hadoop file system.
 *
 * @param location what the user called the model
 * @param fileSystem where it lies
 * @param directory its directory there
 */
record HadoopFiles(String location, FileSystem fileSystem, Path directory) implements ModelFiles {

  @Override
  public Optional<InputStream> open(String path) throws IOException {
    try {
      return Optional.of(fileSystem.open(new Path(directory, path)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
