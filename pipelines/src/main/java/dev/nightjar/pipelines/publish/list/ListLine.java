package dev.nightjar.pipelines.publish.list;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A list as one line of JSON: fields in a fixed order, no blanks, UTF-8, so that equal lists are
 * equal bytes. The key is the first field.
 */
public final class ListLine {

  private static final JsonFactory JSON = new JsonFactory();
  private static final ObjectMapper READER = new ObjectMapper();

  private ListLine() {}

  /** The line without its end. */
  public static byte[] render(Surface surface, PublishedList list) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField(surface.keyColumn(), list.key());
      json.writeStringField("night", list.night());
      json.writeArrayFieldStart("items");
      for (ListItem item : list.items()) {
        write(json, surface, item);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot render the list of " + list.key(), e);
    }
    return bytes.toByteArray();
  }

  /** The bytes that every line of a key starts with. */
  public static byte[] start(Surface surface, String key) {
    byte[] line = render(surface, new PublishedList(key, "", List.of()));
    int rest = "\"night\":\"\",\"items\":[]}".length();
    return java.util.Arrays.copyOf(line, line.length - rest);
  }

  /**
   * Reads a line back.
   *
   * @throws IOException when it is no such JSON
   */
  public static PublishedList parse(Surface surface, byte[] line) throws IOException {
    JsonNode root = READER.readTree(line);
    List<ListItem> items = new ArrayList<>();
    for (JsonNode item : field(root, "items")) {
      List<String> reasons = new ArrayList<>();
      field(item, "reasons").forEach(reason -> reasons.add(reason.asText()));
      items.add(
          new ListItem(
              field(item, "item_id").asText(),
              field(item, "title").asText(),
              field(item, "score").asDouble(Double.NaN),
              surface.hasSource() ? field(item, "source").asText() : "",
              reasons));
    }
    return new PublishedList(
        field(root, surface.keyColumn()).asText(), field(root, "night").asText(), items);
  }

  private static void write(JsonGenerator json, Surface surface, ListItem item) throws IOException {
    json.writeStartObject();
    json.writeStringField("item_id", item.itemId());
    json.writeStringField("title", item.title());
    json.writeFieldName("score");
    json.writeNumber(Score.text(item.score()));
    if (surface.hasSource()) {
      json.writeStringField("source", item.source());
    }
    json.writeArrayFieldStart("reasons");
    for (String reason : item.reasons()) {
      json.writeString(reason);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static JsonNode field(JsonNode node, String name) throws IOException {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new IOException("field " + name + " is missing");
    }
    return value;
  }
}
