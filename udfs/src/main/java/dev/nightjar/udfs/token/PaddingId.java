package dev.nightjar.udfs.token;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Set;

/** Finds the id of the padding token in a {@code tokenizer.json}. */
final class PaddingId {

  private static final Set<String> NAMES = Set.of("[PAD]", "<pad>", "<|padding|>", "<PAD>");

  private PaddingId() {}

  /** The declared padding id, else that of a special token with a usual name, else 0. */
  static int of(String json) {
    JsonObject tokenizer = JsonParser.parseString(json).getAsJsonObject();
    JsonElement padding = tokenizer.get("padding");
    if (padding != null && padding.isJsonObject() && padding.getAsJsonObject().has("pad_id")) {
      return padding.getAsJsonObject().get("pad_id").getAsInt();
    }
    if (tokenizer.has("added_tokens")) {
      for (JsonElement token : tokenizer.getAsJsonArray("added_tokens")) {
        JsonObject added = token.getAsJsonObject();
        if (NAMES.contains(added.get("content").getAsString())) {
          return added.get("id").getAsInt();
        }
      }
    }
    return 0;
  }
}
