package dev.nightjar.pipelines.publish.list;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.pipelines.settings.choice.PublishedField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * A list as one line of JSON: fields in a fixed order, no blanks, UTF-8, so that equal lists are
 * equal bytes. The key is the first field.
 */
public final class ListLine {

  private static final JsonFactory JSON = new JsonFactory();
  private static final ObjectMapper READER = new ObjectMapper();

  private static final byte[] ITEMS = ",\"items\":".getBytes(StandardCharsets.US_ASCII);

  private ListLine() {}

  /** The line without its end. */
  public static byte[] render(Surface surface, PublishedList list) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField(surface.keyColumn(), list.key());
      json.writeStringField("night", list.night());
      json.writeFieldName("items");
      writeItems(json, surface, list);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot render the list of " + list.key(), e);
    }
    return bytes.toByteArray();
  }

  /** The part of a line that is its array of items. */
  public static byte[] items(byte[] line) {
    // In a string a quotation mark never follows a comma: a backslash stands between them.
    int at = 0;
    while (!Arrays.equals(line, at, at + ITEMS.length, ITEMS, 0, ITEMS.length)) {
      at++;
    }
    return Arrays.copyOfRange(line, at + ITEMS.length, line.length - 1);
  }

  /** The bytes that every line of a key starts with. */
  public static byte[] start(Surface surface, String key) {
    byte[] line = render(surface, new PublishedList(key, "", List.of()));
    int rest = "\"night\":\"\",\"items\":[]}".length();
    return Arrays.copyOf(line, line.length - rest);
  }

  /**
   * Reads a line back.
   *
   * @throws IOException when it is no such JSON
   */
  public static PublishedList parse(Surface surface, byte[] line) throws IOException {
    JsonNode root = READER.readTree(line);
    return new PublishedList(
        field(root, surface.keyColumn()).asText(),
        field(root, "night").asText(),
        items(surface, field(root, "items")));
  }

  /**
   * Reads an array of items back.
   *
   * @throws IOException when it is no such JSON
   */
  public static List<ListItem> parseItems(Surface surface, byte[] items) throws IOException {
    return items(surface, READER.readTree(items));
  }

  private static List<ListItem> items(Surface surface, JsonNode array) throws IOException {
    List<ListItem> items = new ArrayList<>();
    for (JsonNode item : array) {
      items.add(item(surface, item));
    }
    return items;
  }

  private static ListItem item(Surface surface, JsonNode item) throws IOException {
    Set<PublishedField> shown = EnumSet.noneOf(PublishedField.class);
    for (PublishedField field : PublishedField.values()) {
      boolean fixed = field == PublishedField.SOURCE && !surface.hasSource();
      if (fixed || item.has(field.json())) {
        shown.add(field);
      }
    }
    List<String> reasons = new ArrayList<>();
    item.path("reasons").forEach(reason -> reasons.add(reason.asText()));
    Map<String, Double> parts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> part : item.path("parts").properties()) {
      parts.put(part.getKey(), part.getValue().asDouble());
    }
    return new ListItem(
        field(item, "item_id").asText(),
        item.path("title").asText(),
        item.path("score").asDouble(Double.NaN),
        surface.hasSource() ? item.path("source").asText() : "",
        reasons,
        new ListItem.Estimates(number(item, "chance"), number(item, "expected_rating"), parts),
        shown);
  }

  private static OptionalDouble number(JsonNode item, String name) {
    JsonNode value = item.path(name);
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }

  private static void writeItems(JsonGenerator json, Surface surface, PublishedList list)
      throws IOException {
    json.writeStartArray();
    for (ListItem item : list.items()) {
      write(json, surface, item);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Surface surface, ListItem item) throws IOException {
    json.writeStartObject();
    json.writeStringField("item_id", item.itemId());
    for (PublishedField field : PublishedField.values()) {
      if (item.shows(field)) {
        write(json, surface, item, field);
      }
    }
    json.writeEndObject();
  }

  private static void write(
      JsonGenerator json, Surface surface, ListItem item, PublishedField field) throws IOException {
    switch (field) {
      case TITLE -> json.writeStringField(field.json(), item.title());
      case SCORE -> write(json, field.json(), item.score());
      case CHANCE -> write(json, field.json(), item.estimates().chance());
      case EXPECTED_RATING -> write(json, field.json(), item.estimates().expectedRating());
      case SOURCE -> {
        if (surface.hasSource()) {
          json.writeStringField(field.json(), item.source());
        }
      }
      case REASONS -> {
        json.writeArrayFieldStart(field.json());
        for (String reason : item.reasons()) {
          json.writeString(reason);
        }
        json.writeEndArray();
      }
      case PARTS -> {
        if (surface.hasSource()) {
          writeParts(json, field.json(), item.estimates().parts());
        }
      }
    }
  }

  private static void writeParts(JsonGenerator json, String name, Map<String, Double> parts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Double> part : parts.entrySet()) {
      write(json, part.getKey(), part.getValue());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, OptionalDouble value)
      throws IOException {
    if (value.isPresent()) {
      write(json, name, value.getAsDouble());
    }
  }

  private static void write(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(Score.text(value));
  }

  private static JsonNode field(JsonNode node, String name) throws IOException {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new IOException("field " + name + " is missing");
    }
    return value;
  }
}
