package dev.nightjar.udfs.sql;

import dev.nightjar.udfs.embed.model.EmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Model directories with graphs of a few nodes and the tokenizer of MiniLM. */
final class TinyModel {

  private TinyModel() {}

  /** A graph that pools by itself; see {@code models/generate.py}. */
  static void pooled(Path directory) throws IOException {
    graph("pooled.onnx", directory);
    tokenizer(directory);
  }

  static void graph(String name, Path directory) throws IOException {
    try (InputStream in = TinyModel.class.getResourceAsStream("/models/" + name)) {
      Files.copy(in, directory.resolve("model.onnx"));
    }
  }

  static void tokenizer(Path directory) throws IOException {
    Files.copy(EmbeddingModel.minilm().tokenizer(), directory.resolve("tokenizer.json"));
  }
}
