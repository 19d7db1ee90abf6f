package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Ridge;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemWeights;
import dev.nightjar.pipelines.candidate.als.step.Objective;
import dev.nightjar.pipelines.candidate.als.step.RandomStart;
import dev.nightjar.pipelines.candidate.als.step.TextMap;
import dev.nightjar.pipelines.settings.AlsSettings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The same alternation in doubles, each row and the map of texts solved exactly. */
final class PlainAls {
  private final double[][] ratings;
  private final Vectors text;
  private final AlsSettings settings;
  private final Objective objective;
  private final boolean[] liking;
  private final boolean[] liked;
  private double[][] items;
  private double[][] pulls;

  PlainAls(List<History> users, Vectors text, AlsSettings settings) {
    this.text = text;
    this.settings = settings;
    this.objective = Objective.of(settings);
    this.ratings = new double[users.size()][text.count()];
    for (int u = 0; u < ratings.length; u++) {
      ItemWeights weights = ItemWeights.of(users.get(u), Decay.NONE);
      for (int r = 0; r < weights.size() && weights.likes() > 0; r++) {
        ratings[u][weights.items()[r]] = weights.values()[r];
      }
    }
    this.liking = likes(ratings);
    this.liked = likes(turned(ratings));
    this.items = new double[text.count()][settings.rank()];
    for (int item = 0; item < items.length; item++) {
      if (liked[item]) {
        float[] start = RandomStart.of(settings.seed(), item, settings.rank());
        items[item] = IntStream.range(0, start.length).mapToDouble(d -> start[d]).toArray();
      }
    }
    this.pulls = new double[items.length][settings.rank()];
  }

  /** Inner products of the factors of all items, which no coordinates change. */
  double[][] products() {
    for (int iteration = 0; iteration < settings.iterations(); iteration++) {
      double[][] users = half(ratings, items, liked, new double[ratings.length][settings.rank()]);
      items = half(turned(ratings), users, liking, pulls);
      pulls = pulls();
    }
    return Arrays.stream(items)
        .map(a -> Arrays.stream(items).mapToDouble(b -> dot(a, b)).toArray())
        .toArray(double[][]::new);
  }

  private double[][] half(double[][] rows, double[][] others, boolean[] count, double[][] wanted) {
    int members = (int) IntStream.range(0, count.length).filter(i -> count[i]).count();
    boolean[] known = likes(rows);
    double[][] solved = new double[rows.length][settings.rank()];
    for (int row = 0; row < rows.length; row++) {
      if (known[row]) {
        double penalty = objective.penalty(likes(rows[row]), members);
        Ridge ridge = new Ridge(settings.rank(), 1);
        for (int o = 0; o < others.length; o++) {
          double weight = objective.unobserved() + objective.confidence(rows[row][o]);
          ridge.add(weight, others[o], rows[row][o] > 0 ? 1 : 0);
        }
        for (int d = 0; d < settings.rank(); d++) {
          double[] unit = new double[settings.rank()];
          unit[d] = 1;
          ridge.add(penalty, unit, wanted[row][d]);
        }
        solved[row] = ridge.solve()[0];
      }
    }
    return solved;
  }

  /** What texts ask for, by a ridge in which an item of mean penalty counts 1. */
  private double[][] pulls() {
    int users = (int) IntStream.range(0, liking.length).filter(u -> liking[u]).count();
    double[][] byItem = turned(ratings);
    int[] taught = IntStream.range(0, items.length).filter(i -> liked[i] && text.has(i)).toArray();
    double mean =
        Arrays.stream(taught)
            .mapToDouble(i -> objective.penalty(likes(byItem[i]), users))
            .average()
            .orElse(1);
    Ridge ridge = new Ridge(text.dimension() + 1, settings.rank());
    for (int item : taught) {
      ridge.add(objective.penalty(likes(byItem[item]), users) / mean, x(item), items[item]);
    }
    for (int d = 0; d < text.dimension(); d++) {
      double[] unit = new double[text.dimension() + 1];
      unit[d] = 1;
      ridge.add(settings.textRegularization(), unit, new double[settings.rank()]);
    }
    double[][] map = taught.length == 0 ? new double[settings.rank()][] : ridge.solve();
    double[][] wanted = new double[items.length][settings.rank()];
    for (int item = 0; item < items.length && taught.length > 0; item++) {
      for (int d = 0; d < settings.rank() && text.has(item); d++) {
        wanted[item][d] = dot(map[d], x(item));
      }
    }
    return wanted;
  }

  private double[] x(int item) {
    float[] vector = TextMap.withOne(text, item);
    return IntStream.range(0, vector.length).mapToDouble(d -> vector[d]).toArray();
  }

  private static boolean[] likes(double[][] rows) {
    boolean[] any = new boolean[rows.length];
    for (int row = 0; row < rows.length; row++) {
      any[row] = likes(rows[row]) > 0;
    }
    return any;
  }

  private static int likes(double[] row) {
    return (int) Arrays.stream(row).filter(rating -> rating > 0).count();
  }

  private static double[][] turned(double[][] rows) {
    double[][] turned = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        turned[j][i] = rows[i][j];
      }
    }
    return turned;
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(d -> a[d] * b[d]).sum();
  }
}
