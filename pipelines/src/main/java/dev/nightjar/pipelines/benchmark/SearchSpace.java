package dev.nightjar.pipelines.benchmark;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

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
    TreeMap<String, Double> values = new TreeMap<>();
    parameters.forEach(p -> values.put(p.key(), p.at(random.nextDouble())));
    return new Point(values);
  }

  /** The point whose settings all have the first of their values. */
  Point lowest() {
    TreeMap<String, Double> values = new TreeMap<>();
    parameters.forEach(p -> values.put(p.key(), p.at(0)));
    return new Point(values);
  }

  /**
   * A point near another: one of its settings and about half of the others moved by a small step.
   */
  Point near(Point point, SplittableRandom random) {
    TreeMap<String, Double> values = new TreeMap<>(point.values());
    Parameter always = parameters.get(random.nextInt(parameters.size()));
    for (Parameter parameter : parameters) {
      Double value = values.get(parameter.key());
      if (value == null) {
        values.put(parameter.key(), parameter.at(random.nextDouble()));
      } else if (random.nextBoolean() || parameter.equals(always)) {
        double position = parameter.position(value) + STEP * random.nextGaussian();
        values.put(parameter.key(), parameter.at(Math.min(1, Math.max(0, position))));
      }
    }
    return new Point(values);
  }
}
