package dev.nightjar.udfs.embed.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A model on this host's disk, ready to open.
 *
 * @param name short name for plans and logs
 * @param directory where {@code model.onnx} and {@code tokenizer.json} lie
 * @param sha256 the hash of its files
 * @param spec how its output becomes vectors
 */
public record EmbeddingModel(String name, Path directory, String sha256, ModelSpec spec) {

  /** The name of the model that comes with Nightjar: all-MiniLM-L6-v2, 384 dimensions. */
  public static final String MINILM = "minilm";

  private static final String MINILM_RESOURCE = "all-minilm-l6-v2";

  /** Reads a model's files and settings; the files are copied to this host's disk. */
  public static EmbeddingModel load(ModelFiles files) throws IOException {
    ModelStore.Stored stored = ModelStore.store(files);
    ModelConfig.checkHashes(stored, files.location());
    String location = files.location().replaceAll("/+$", "");
    int before = Math.max(location.lastIndexOf('/'), location.lastIndexOf(':'));
    String name = location.substring(before + 1);
    return new EmbeddingModel(
        name, stored.directory(), stored.sha256(), ModelConfig.read(stored.directory()));
  }

  /** The model that comes with Nightjar, from the classpath. */
  public static EmbeddingModel minilm() throws IOException {
    ModelStore.Stored stored =
        ModelStore.store(
            new ClasspathFiles(
                MINILM,
                Map.of(
                    ModelStore.GRAPH, MINILM_RESOURCE + ".onnx",
                    ModelStore.TOKENIZER, MINILM_RESOURCE + "-tokenizer.json")));
    ModelSpec spec = new ModelSpec(Pooling.MEAN, true, 256, 0, "", "");
    return new EmbeddingModel(MINILM_RESOURCE, stored.directory(), stored.sha256(), spec);
  }

  /** The same model with other limits; 0 keeps the model's own. */
  public EmbeddingModel with(int maxTokens, int dimension) {
    return new EmbeddingModel(name, directory, sha256, spec.with(maxTokens, dimension));
  }

  /** Names the vectors: two models with one id give the same vectors, up to float rounding. */
  public String id() {
    return name + "-" + Sha256.of(sha256 + " " + spec.fingerprint()).substring(0, 12);
  }

  /** The network in ONNX; larger ones keep their weights in a file beside it. */
  public Path graph() {
    return directory.resolve(ModelStore.GRAPH);
  }

  /** Vocabulary and rules in the format of Hugging Face's tokenizers. */
  public Path tokenizer() {
    return directory.resolve(ModelStore.TOKENIZER);
  }
}
