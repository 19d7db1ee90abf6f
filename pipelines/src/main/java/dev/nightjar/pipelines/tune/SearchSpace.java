package dev.nightjar.pipelines.tune;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The settings that a search varies together.
 *
 * @param starts points that are tried before random ones, for corners that chance seldom finds
 */
public record SearchSpace(List<Parameter> parameters, List<Point> starts) {
  private static final double STEP = 0.15;

  public SearchSpace {
    parameters = List.copyOf(parameters);
    starts = List.copyOf(starts);
  }

  /** A space without points to start from. */
  public SearchSpace(List<Parameter> parameters) {
    this(parameters, List.of());
  }

  /** A point drawn evenly from the whole space. */
  Point anywhere(SplittableRandom random) {
    return point(p -> random.nextDouble());
  }

  /** The point whose settings all have the first of their values. */
  Point lowest() {
    return point(p -> 0d);
  }

  private Point point(ToDoubleFunction<Parameter> position) {
    TreeMap<String, Double> values = new TreeMap<>();
    TreeMap<String, String> words = new TreeMap<>();
    for (Parameter parameter : parameters) {
      put(parameter, position.applyAsDouble(parameter), values, words);
    }
    return new Point(values, words);
  }

  private static void put(
      Parameter parameter, double position, Map<String, Double> values, Map<String, String> words) {
    if (parameter.scale() == Parameter.Scale.WORD) {
      words.put(parameter.key(), parameter.word(position));
    } else {
      values.put(parameter.key(), parameter.at(position));
    }
  }

  /**
   * A point near another: one of its settings and about half of the others moved by a small step;
   * words are drawn anew.
   */
  Point near(Point point, SplittableRandom random) {
    TreeMap<String, Double> values = new TreeMap<>(point.values());
    TreeMap<String, String> words = new TreeMap<>(point.words());
    Parameter always = parameters.get(random.nextInt(parameters.size()));
    for (Parameter parameter : parameters) {
      Double value = values.get(parameter.key());
      boolean isNew = value == null && !words.containsKey(parameter.key());
      if (isNew) {
        put(parameter, random.nextDouble(), values, words);
      } else if (random.nextBoolean() || parameter.equals(always)) {
        double position =
            value == null
                ? random.nextDouble()
                : parameter.position(value) + STEP * random.nextGaussian();
        put(parameter, Math.min(1, Math.max(0, position)), values, words);
      }
    }
    return new Point(values, words);
  }
}
