package dev.nightjar.pipelines.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.pipelines.fusion.LinearRanker;
import dev.nightjar.pipelines.fusion.Ranker;
import dev.nightjar.pipelines.fusion.RankerKind;
import java.util.ArrayList;
import java.util.List;

/** Rankers as JSON; numbers are written so that reading gives the same bits. */
public final class RankerJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RankerJson() {}

  /** The ranker as one line of JSON. */
  public static String write(Ranker ranker) {
    if (!(ranker instanceof LinearRanker linear)) {
      throw new IllegalArgumentException("ranker " + ranker.kind().word() + " has no JSON form");
    }
    ObjectNode node = JSON.createObjectNode();
    node.put("kind", linear.kind().name());
    ArrayNode features = node.putArray("features");
    linear.features().forEach(features::add);
    put(node.putArray("means"), linear.means());
    put(node.putArray("weights"), linear.weights());
    node.put("base", linear.base());
    return node.toString();
  }

  /** Reads what {@link #write} wrote. */
  public static Ranker read(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      List<String> features = new ArrayList<>();
      node.get("features").forEach(f -> features.add(f.asText()));
      return new LinearRanker(
          RankerKind.valueOf(node.get("kind").asText()),
          features,
          numbers(node.get("means")),
          numbers(node.get("weights")),
          node.get("base").asDouble());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("table ranker has a model that is no JSON", e);
    }
  }

  private static void put(ArrayNode array, double[] numbers) {
    for (double number : numbers) {
      array.add(number);
    }
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }
}
