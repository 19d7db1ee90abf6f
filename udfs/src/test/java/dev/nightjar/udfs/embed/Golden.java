package dev.nightjar.udfs.embed;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A text with the ids and the vector that Python's tokenizers and onnxruntime give.
 *
 * @param name what the text stands for
 * @param text the text
 * @param ids its token ids
 * @param vector its vector, not a copy
 */
@SuppressWarnings("ArrayRecordComponent")
record Golden(String name, String text, long[] ids, float[] vector) {

  static List<Golden> all() {
    JsonArray texts = JsonParser.parseString(resource("texts.json")).getAsJsonArray();
    List<String> lines = resource("golden.jsonl").lines().toList();
    List<Golden> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      all.add(of(texts.get(i).getAsJsonObject(), JsonParser.parseString(lines.get(i))));
    }
    return all;
  }

  private static Golden of(JsonObject text, JsonElement line) {
    JsonObject expected = line.getAsJsonObject();
    int repeat = text.has("repeat") ? text.get("repeat").getAsInt() : 1;
    byte[] bytes = Base64.getDecoder().decode(expected.get("vector").getAsString());
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return new Golden(
        expected.get("name").getAsString(),
        text.get("text").getAsString().repeat(repeat),
        expected.getAsJsonArray("ids").asList().stream()
            .mapToLong(JsonElement::getAsLong)
            .toArray(),
        vector);
  }

  private static String resource(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
