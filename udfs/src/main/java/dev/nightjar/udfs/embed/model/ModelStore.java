package dev.nightjar.udfs.embed.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Local copies of models, one directory for each content hash, shared by a user's processes on a
 * host.
 */
final class ModelStore {

  static final String GRAPH = "model.onnx";
  static final String TOKENIZER = "tokenizer.json";

  /** The first path that exists is the file; the sentence-transformers layout has folders. */
  private static final List<List<String>> FILES =
      List.of(
          List.of(GRAPH, "onnx/" + GRAPH),
          List.of(GRAPH + "_data", "onnx/" + GRAPH + "_data"),
          List.of(GRAPH + ".data", "onnx/" + GRAPH + ".data"),
          List.of(TOKENIZER),
          List.of("nightjar.json"),
          List.of("modules.json"),
          List.of("1_Pooling/config.json"),
          List.of("sentence_bert_config.json"),
          List.of("config_sentence_transformers.json"),
          List.of("tokenizer_config.json"));

  /**
   * A model on this host's disk.
   *
   * @param directory where its files lie
   * @param sha256 the hash of all of them
   * @param files the hash of each
   */
  record Stored(Path directory, String sha256, Map<String, String> files) {}

  private ModelStore() {}

  /** Copies a model's files to this host, unless the same content is there already. */
  static Stored store(ModelFiles files) throws IOException {
    Path root = PrivateDirectory.named("nightjar-models");
    Path partial = Files.createTempDirectory(root, "partial-");
    try {
      SortedMap<String, String> hashes = new TreeMap<>();
      for (List<String> candidates : FILES) {
        copyFirst(files, candidates, partial, hashes);
      }
      require(files, hashes, GRAPH);
      require(files, hashes, TOKENIZER);
      String sha256 = Sha256.of(hashes.toString());
      return new Stored(settle(partial, root.resolve(sha256), hashes), sha256, Map.copyOf(hashes));
    } catch (IOException | RuntimeException e) {
      delete(partial);
      throw e;
    }
  }

  private static void copyFirst(
      ModelFiles files, List<String> candidates, Path to, SortedMap<String, String> hashes)
      throws IOException {
    for (String candidate : candidates) {
      Optional<InputStream> content = files.open(candidate);
      if (content.isPresent()) {
        Path target = to.resolve(candidates.get(0));
        Files.createDirectories(target.getParent());
        try (InputStream in = content.get()) {
          Files.copy(in, target);
        }
        hashes.put(candidates.get(0), Sha256.of(target));
        return;
      }
    }
  }

  private static void require(ModelFiles files, SortedMap<String, String> hashes, String name)
      throws FileNotFoundException {
    if (!hashes.containsKey(name)) {
      throw new FileNotFoundException(
          "embedding model "
              + files.location()
              + " has no "
              + name
              + "; point the model setting at a directory with model.onnx (or onnx/model.onnx) and"
              + " tokenizer.json, or at minilm");
    }
  }

  /** Another process may have stored the same content first; its copy is used if it is whole. */
  private static Path settle(Path partial, Path target, SortedMap<String, String> hashes)
      throws IOException {
    if (Files.isDirectory(target) && holds(target, hashes)) {
      delete(partial);
      return target;
    }
    try {
      return Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      return partial;
    }
  }

  private static boolean holds(Path directory, SortedMap<String, String> hashes)
      throws IOException {
    for (Map.Entry<String, String> file : hashes.entrySet()) {
      Path path = directory.resolve(file.getKey());
      if (!Files.isRegularFile(path) || !Sha256.of(path).equals(file.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static void delete(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(directory)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
