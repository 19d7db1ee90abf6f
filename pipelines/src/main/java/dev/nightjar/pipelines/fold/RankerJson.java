package dev.nightjar.pipelines.fold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.pipelines.fusion.ranker.Ranker;
import java.util.ArrayList;
import java.util.List;

/** Rankers as JSON; numbers are written so that reading gives the same bits. */
public final class RankerJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RankerJson() {}

  /** The ranker as one line of JSON. */
  public static String write(Ranker ranker) {
    ObjectNode node = JSON.createObjectNode();
    ArrayNode features = node.putArray("features");
    ranker.features().forEach(features::add);
    put(node.putArray("means"), ranker.means());
    put(node.putArray("weights"), ranker.weights());
    node.put("base", ranker.base());
    return node.toString();
  }

  /** Reads what {@link #write} wrote. */
  public static Ranker read(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      if (node.get("weights") == null || node.get("trees") != null) {
        throw new IllegalArgumentException(
            "table ranker has a model of an older Nightjar; run the stage train of its night"
                + " again");
      }
      List<String> features = new ArrayList<>();
      node.get("features").forEach(f -> features.add(f.asText()));
      return new Ranker(
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
