package dev.nightjar.udfs.embed.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A JSON object among a model's files.
 *
 * @param fields empty where the file is missing
 */
record ModelJson(JsonObject fields) {

  /** Reads an object; a file that is not there is an empty one. */
  static ModelJson object(Path directory, String name) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      return new ModelJson(new JsonObject());
    }
    try {
      return new ModelJson(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      throw broken(file, "object", e);
    }
  }

  /** Reads an array of objects, or nothing where the file is not there. */
  static Optional<List<ModelJson>> array(Path directory, String name) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          JsonParser.parseString(Files.readString(file)).getAsJsonArray().asList().stream()
              .map(element -> new ModelJson(element.getAsJsonObject()))
              .toList());
    } catch (JsonParseException | IllegalStateException e) {
      throw broken(file, "array of objects", e);
    }
  }

  ModelJson object(String key) {
    return new ModelJson(isSet(key) ? fields.getAsJsonObject(key) : new JsonObject());
  }

  String text(String key, String otherwise) {
    return isSet(key) ? fields.get(key).getAsString() : otherwise;
  }

  boolean isTrue(String key) {
    return isSet(key) && fields.get(key).getAsBoolean();
  }

  /** Some tokenizers write 1e30 for "no limit"; that is taken as no statement. */
  int number(String key, int otherwise) {
    boolean stated = isSet(key) && fields.get(key).getAsDouble() <= 1_000_000;
    return stated ? fields.get(key).getAsInt() : otherwise;
  }

  private boolean isSet(String key) {
    JsonElement value = fields.get(key);
    return value != null && !value.isJsonNull();
  }

  private static IllegalArgumentException broken(Path file, String what, RuntimeException cause) {
    return new IllegalArgumentException(
        "%s is not a JSON %s: %s; export the model again".formatted(file, what, cause.getMessage()),
        cause);
  }
}
