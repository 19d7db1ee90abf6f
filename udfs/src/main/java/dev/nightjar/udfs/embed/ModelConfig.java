package dev.nightjar.udfs.embed;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a stored model's settings: Nightjar's own file, or those of sentence-transformers. */
final class ModelConfig {

  /** What BERT-like encoders read where no file says. */
  private static final int MAX_TOKENS = 512;

  private ModelConfig() {}

  static ModelSpec read(Path directory) throws IOException {
    Optional<JsonObject> own = json(directory, "nightjar.json");
    return own.isPresent() ? nightjar(own.get()) : sentenceTransformers(directory);
  }

  /** Compares the files with the hashes that the model was written with, where it says so. */
  static void checkHashes(ModelStore.Stored stored, String location) throws IOException {
    JsonObject own = json(stored.directory(), "nightjar.json").orElseGet(JsonObject::new);
    JsonObject declared = own.has("sha256") ? own.getAsJsonObject("sha256") : new JsonObject();
    for (String file : declared.keySet()) {
      String expected = declared.get(file).getAsString();
      String found = stored.files().getOrDefault(file, "missing");
      if (!found.equals(expected)) {
        throw new IllegalArgumentException(
            "%s of model %s has SHA-256 %s, but its nightjar.json says %s; copy the model again"
                .formatted(file, location, found, expected));
      }
    }
  }

  private static ModelSpec nightjar(JsonObject own) {
    return new ModelSpec(
        Pooling.valueOf(text(own, "pooling", "MEAN")),
        own.has("normalize") && own.get("normalize").getAsBoolean(),
        number(own, "max_tokens", MAX_TOKENS),
        number(own, "dimension", 0),
        text(own, "passage_prefix", ""),
        text(own, "query_prefix", ""));
  }

  private static ModelSpec sentenceTransformers(Path directory) throws IOException {
    JsonObject pooling = json(directory, "1_Pooling/config.json").orElseGet(JsonObject::new);
    JsonObject bert = json(directory, "sentence_bert_config.json").orElseGet(JsonObject::new);
    JsonObject tokenizer = json(directory, "tokenizer_config.json").orElseGet(JsonObject::new);
    JsonObject prompts =
        json(directory, "config_sentence_transformers.json")
            .map(config -> config.getAsJsonObject("prompts"))
            .orElseGet(JsonObject::new);
    Path modules = directory.resolve("modules.json");
    boolean normalize = !Files.exists(modules) || Files.readString(modules).contains("Normalize");
    int declared = number(tokenizer, "model_max_length", MAX_TOKENS);
    return new ModelSpec(
        pooling(directory, pooling),
        normalize,
        number(bert, "max_seq_length", declared),
        0,
        text(prompts, "document", text(prompts, "passage", "")),
        text(prompts, "query", ""));
  }

  private static Pooling pooling(Path directory, JsonObject config) {
    if (isTrue(config, "pooling_mode_cls_token")) {
      return Pooling.CLS;
    } else if (isTrue(config, "pooling_mode_lasttoken")) {
      return Pooling.LAST_TOKEN;
    } else if (config.size() == 0 || isTrue(config, "pooling_mode_mean_tokens")) {
      return Pooling.MEAN;
    }
    throw new IllegalArgumentException(
        directory.resolve("1_Pooling/config.json")
            + " asks for a pooling that Nightjar does not have: "
            + config
            + "; use mean, cls or last token");
  }

  private static boolean isTrue(JsonObject config, String key) {
    return config.has(key) && config.get(key).getAsBoolean();
  }

  private static String text(JsonObject config, String key, String otherwise) {
    JsonElement value = config.get(key);
    return value == null || value.isJsonNull() ? otherwise : value.getAsString();
  }

  /** Some tokenizers write 1e30 for "no limit"; that is taken as no statement. */
  private static int number(JsonObject config, String key, int otherwise) {
    JsonElement value = config.get(key);
    if (value == null || value.isJsonNull() || value.getAsDouble() > 1_000_000) {
      return otherwise;
    }
    return value.getAsInt();
  }

  private static Optional<JsonObject> json(Path directory, String name) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      throw new IllegalArgumentException(
          file + " is not a JSON object: " + e.getMessage() + "; export the model again", e);
    }
  }
}
