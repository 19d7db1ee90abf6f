package dev.nightjar.udfs.sql.function;

import dev.nightjar.udfs.embed.model.ClasspathDirectory;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.embed.model.ModelFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** The models that this process has read, so that each is copied to the host and hashed once. */
final class Models {

  private static final ConcurrentMap<String, EmbeddingModel> LOADED = new ConcurrentHashMap<>();
  private static final ConcurrentMap<String, EmbeddingModel> BY_ID = new ConcurrentHashMap<>();

  private Models() {}

  /** A model that was loaded in this process already. */
  static Optional<EmbeddingModel> known(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /**
   * Loads {@code minilm}, a model directory on the classpath, or one on any Hadoop URI.
   *
   * @param maxTokens 0 for what the model declares
   * @param dimension 0 for what the model declares
   */
  static EmbeddingModel load(String location, int maxTokens, int dimension) {
    EmbeddingModel model = load(location).with(maxTokens, dimension);
    return BY_ID.computeIfAbsent(model.id(), id -> model);
  }

  private static EmbeddingModel load(String location) {
    try {
      if (location.equals(EmbeddingModel.MINILM)) {
        return LOADED.computeIfAbsent(location, name -> unchecked(EmbeddingModel::minilm));
      }
      if (ClasspathDirectory.accepts(location)) {
        ModelFiles files = new ClasspathDirectory(location);
        return LOADED.computeIfAbsent(
            location, name -> unchecked(() -> EmbeddingModel.load(files)));
      }
      Path path = new Path(location);
      FileSystem fileSystem = path.getFileSystem(hadoop());
      if (!fileSystem.exists(path)) {
        throw new IllegalArgumentException(
            "there is no model at "
                + fileSystem.makeQualified(path)
                + "; set "
                + EmbedSetting.MODEL.key()
                + " to minilm or to a model directory that every host can read");
      }
      HadoopFiles files = new HadoopFiles(location, fileSystem, path);
      return LOADED.computeIfAbsent(
          version(fileSystem, path), version -> unchecked(() -> EmbeddingModel.load(files)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read model " + location, e);
    }
  }

  /**
   * With the application's {@code spark.hadoop.} settings, which reach executors this way alone.
   */
  private static Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
  }

  /** A model written anew at the same place is another version. */
  private static String version(FileSystem fileSystem, Path path) throws IOException {
    SortedSet<String> files = new TreeSet<>();
    RemoteIterator<LocatedFileStatus> all = fileSystem.listFiles(path, true);
    while (all.hasNext()) {
      LocatedFileStatus file = all.next();
      files.add(file.getPath() + " " + file.getLen() + " " + file.getModificationTime());
    }
    return path + " " + files;
  }

  private interface Loading {
    EmbeddingModel load() throws IOException;
  }

  private static EmbeddingModel unchecked(Loading loading) {
    try {
      return loading.load();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
