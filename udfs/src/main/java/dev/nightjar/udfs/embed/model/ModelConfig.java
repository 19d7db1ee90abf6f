package dev.nightjar.udfs.embed.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a stored model's settings: Nightjar's own file, or those of sentence-transformers. */
public final class ModelConfig {

  /** What BERT-like encoders read where no file says. */
  static final int MAX_TOKENS = 512;

  private static final String OWN = "nightjar.json";

  private ModelConfig() {}

  static ModelSpec read(Path directory) throws IOException {
    return hasOwn(directory)
        ? nightjar(ModelJson.object(directory, OWN))
        : SentenceTransformers.read(directory);
  }

  /** Compares the files with the hashes that the model was written with, where it says so. */
  static void checkHashes(ModelStore.Stored stored, String location) throws IOException {
    ModelJson declared = ModelJson.object(stored.directory(), OWN).object("sha256");
    for (String file : declared.fields().keySet()) {
      String expected = declared.text(file, "");
      String found = stored.files().getOrDefault(file, "missing");
      if (!found.equals(expected)) {
        throw new IllegalArgumentException(
            "%s of model %s has SHA-256 %s, but its nightjar.json says %s; copy the model again"
                .formatted(file, location, found, expected));
      }
    }
  }

  /** Refuses a graph that gives token vectors where more than pooling would have to follow. */
  public static void checkModules(EmbeddingModel model, String output) throws IOException {
    if (hasOwn(model.directory())) {
      return;
    }
    List<String> others = SentenceTransformers.otherModules(model.directory());
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "model %s has modules that Nightjar does not run, %s, and its graph gives %s; export it"
                  .formatted(model.name(), others, output)
              + " whole, with an output sentence_embedding");
    }
  }

  private static boolean hasOwn(Path directory) {
    return Files.exists(directory.resolve(OWN));
  }

  private static ModelSpec nightjar(ModelJson own) {
    return new ModelSpec(
        Pooling.parse(own.text("pooling", "MEAN")),
        own.isTrue("normalize"),
        own.number("max_tokens", MAX_TOKENS),
        own.number("dimension", 0),
        own.text("passage_prefix", ""),
        own.text("query_prefix", ""));
  }
}
