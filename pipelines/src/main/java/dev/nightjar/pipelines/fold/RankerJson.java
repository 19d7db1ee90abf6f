package dev.nightjar.pipelines.fold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.pipelines.fusion.ranker.LinearRanker;
import dev.nightjar.pipelines.fusion.ranker.Ranker;
import dev.nightjar.pipelines.fusion.ranker.RankerKind;
import dev.nightjar.pipelines.fusion.ranker.Tree;
import dev.nightjar.pipelines.fusion.ranker.TreeNodes;
import dev.nightjar.pipelines.fusion.ranker.TreeRanker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rankers as JSON; numbers are written so that reading gives the same bits. */
public final class RankerJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RankerJson() {}

  /** The ranker as one line of JSON. */
  public static String write(Ranker ranker) {
    ObjectNode node = JSON.createObjectNode();
    node.put("kind", ranker.kind().name());
    ArrayNode features = node.putArray("features");
    ranker.features().forEach(features::add);
    if (ranker instanceof LinearRanker linear) {
      write(linear, node);
    } else if (ranker instanceof TreeRanker forest) {
      write(forest.start(), node);
      ArrayNode trees = node.putArray("trees");
      forest.trees().forEach(tree -> write(tree, trees.addObject()));
    }
    return node.toString();
  }

  private static void write(LinearRanker linear, ObjectNode node) {
    put(node.putArray("means"), linear.means());
    put(node.putArray("weights"), linear.weights());
    node.put("base", linear.base());
  }

  private static void write(Tree tree, ObjectNode node) {
    put(node.putArray("feature"), doubles(tree.feature()));
    put(node.putArray("threshold"), tree.threshold());
    put(node.putArray("left"), doubles(tree.left()));
    put(node.putArray("right"), doubles(tree.right()));
    put(node.putArray("value"), tree.value());
    put(node.putArray("cover"), tree.cover());
  }

  /** Reads what {@link #write} wrote. */
  public static Ranker read(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      List<String> features = new ArrayList<>();
      node.get("features").forEach(f -> features.add(f.asText()));
      RankerKind kind = RankerKind.valueOf(node.get("kind").asText());
      if (node.get("weights") == null) {
        throw new IllegalArgumentException(
            "table ranker has a model of an older Nightjar; run the stage train of its night again");
      }
      if (kind != RankerKind.TREES) {
        return linear(kind, features, node);
      }
      List<Tree> trees = new ArrayList<>();
      node.get("trees").forEach(tree -> trees.add(tree(tree)));
      return new TreeRanker(linear(RankerKind.LISTWISE, features, node), trees);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("table ranker has a model that is no JSON", e);
    }
  }

  private static LinearRanker linear(RankerKind kind, List<String> features, JsonNode node) {
    return new LinearRanker(
        kind,
        features,
        numbers(node.get("means")),
        numbers(node.get("weights")),
        node.get("base").asDouble());
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

  private static Tree tree(JsonNode node) {
    TreeNodes nodes = new TreeNodes();
    for (int i = 0; i < node.get("feature").size(); i++) {
      nodes.add(node.get("cover").get(i).asDouble());
      nodes.value(i, node.get("value").get(i).asDouble());
      nodes.split(i, node.get("feature").get(i).asInt(), node.get("threshold").get(i).asDouble());
      nodes.left(i, node.get("left").get(i).asInt());
      nodes.right(i, node.get("right").get(i).asInt());
    }
    return nodes.tree();
  }

  private static double[] doubles(int[] numbers) {
    return Arrays.stream(numbers).asDoubleStream().toArray();
  }
}
