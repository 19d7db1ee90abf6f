package dev.nightjar.pipelines.publish.list;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.pipelines.settings.choice.PublishedField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines are what conf/lists.schema.json says, and it says all that a line can have. */
final class ListSchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(Surface.class)
  void everyFieldOfALineIsInTheSchema(Surface surface) throws IOException {
    ListItem.Estimates estimates =
        new ListItem.Estimates(OptionalDouble.of(.2), OptionalDouble.of(4), Map.of("als", .5));
    ListItem item =
        new ListItem(
            "i", "T", .5, "als", List.of("r"), estimates, EnumSet.allOf(PublishedField.class));
    PublishedList list = new PublishedList("k", "2024-03-01", List.of(item));
    assertEquals(
        List.of(), problems("line", schema(), JSON.readTree(ListLine.render(surface, list))));
  }

  @Test
  void theSchemaKnowsEveryField() throws IOException {
    List<String> known = new ArrayList<>();
    schema().at("/properties/items/items/properties").fieldNames().forEachRemaining(known::add);
    List<String> fields = new ArrayList<>(List.of("item_id"));
    for (PublishedField field : PublishedField.values()) {
      fields.add(field.json());
    }
    assertEquals(fields, known);
  }

  @Test
  void whatIsNotInTheSchemaIsFound() throws IOException {
    JsonNode wrong =
        JSON.readTree(
            "{\"user_id\":1,\"night\":\"2024-03-01\",\"items\":[{\"score\":\"high\",\"x\":1}]}");
    assertEquals(
        List.of(
            "line.user_id is no string",
            "line.items[] has no item_id",
            "line.items[].score is no number",
            "line.items[].x is unknown"),
        problems("line", schema(), wrong));
  }

  private static JsonNode schema() throws IOException {
    return JSON.readTree(Files.readString(Path.of("../conf/lists.schema.json")));
  }

  /** As much of JSON Schema as that file uses for the shape of a line. */
  private static List<String> problems(String where, JsonNode schema, JsonNode value) {
    List<String> problems = new ArrayList<>();
    String type = schema.path("type").asText();
    boolean fits =
        switch (type) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "number" -> value.isNumber();
          default -> throw new AssertionError(where + " has type " + type);
        };
    if (!fits) {
      problems.add(where + " is no " + type);
      return problems;
    }
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asText())) {
        problems.add(where + " has no " + required.asText());
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = where + "." + field.getKey();
      JsonNode inside = schema.path("properties").path(field.getKey());
      JsonNode others = schema.path("additionalProperties");
      if (inside.isObject() || others.isObject()) {
        problems.addAll(problems(name, inside.isObject() ? inside : others, field.getValue()));
      } else {
        problems.add(name + " is unknown");
      }
    }
    for (JsonNode item : value.isArray() ? value : JSON.createArrayNode()) {
      problems.addAll(problems(where + "[]", schema.path("items"), item));
    }
    return problems;
  }
}
