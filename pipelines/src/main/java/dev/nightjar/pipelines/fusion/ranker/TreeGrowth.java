package dev.nightjar.pipelines.fusion.ranker;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Grows one regression tree by second-order boosting (Chen and Guestrin 2016, "XGBoost", equations
 * 5 to 7) over histograms, of which the larger child's is its parent's less its sibling's.
 */
final class TreeGrowth {
  private static final double LEAST_GAIN = 1e-9;

  private final Bins bins;
  private final TreeOptions options;
  private final int[] rows;
  private final int[] buffer;
  private float[] gradients;
  private float[] hessians;
  private float[] scores;
  private TreeNodes nodes = new TreeNodes();

  TreeGrowth(Bins bins, TreeOptions options) {
    this.bins = bins;
    this.options = options;
    this.rows = IntStream.range(0, bins.rows()).toArray();
    this.buffer = new int[bins.rows()];
  }

  /**
   * The tree that lowers a loss most.
   *
   * @param gradients first derivatives of the loss by the score of each row
   * @param hessians second derivatives, at least 0
   * @param scores of each row; the leaf of each row is added to them
   */
  Tree grow(float[] gradients, float[] hessians, float[] scores) {
    this.gradients = gradients;
    this.hessians = hessians;
    this.scores = scores;
    nodes = new TreeNodes();
    Arrays.setAll(rows, row -> row);
    divide(new Part(0, rows.length, histogram(0, rows.length)), options.depth());
    return nodes.tree();
  }

  /**
   * Rows of one node.
   *
   * @param histogram of each feature the gradients, hessians and counts, bin by bin
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  private record Part(int begin, int end, double[][] histogram) {
    int size() {
      return end - begin;
    }
  }

  private record Split(int feature, int bin, double gain) {}

  /** Adds the node of the part and all below it, and returns its place. */
  private int divide(Part part, int depth) {
    int node = nodes.add(part.size());
    Optional<Split> split = depth == 0 ? Optional.empty() : best(part);
    if (split.isEmpty()) {
      nodes.value(node, leaf(part));
      return node;
    }
    int feature = split.get().feature();
    int bin = split.get().bin();
    int middle = partition(part, bins.column(feature), bin);
    boolean leftIsSmall = middle - part.begin() <= part.end() - middle;
    double[][] small =
        leftIsSmall ? histogram(part.begin(), middle) : histogram(middle, part.end());
    double[][] large = less(part.histogram(), small);
    nodes.split(node, feature, bins.border(feature, bin));
    nodes.left(
        node, divide(new Part(part.begin(), middle, leftIsSmall ? small : large), depth - 1));
    nodes.right(node, divide(new Part(middle, part.end(), leftIsSmall ? large : small), depth - 1));
    return node;
  }

  private double leaf(Part part) {
    double gradient = 0;
    double hessian = 0;
    for (int at = part.begin(); at < part.end(); at++) {
      gradient += gradients[rows[at]];
      hessian += hessians[rows[at]];
    }
    double value = -options.stepSize() * gradient / (hessian + options.ridge());
    for (int at = part.begin(); at < part.end(); at++) {
      scores[rows[at]] += (float) value;
    }
    return value;
  }

  /** The split of most gain, ties to the earlier feature and bin. */
  private Optional<Split> best(Part part) {
    return IntStream.range(0, bins.width())
        .mapToObj(feature -> best(feature, part))
        .flatMap(Optional::stream)
        .max(
            Comparator.comparingDouble(Split::gain)
                .thenComparing(Comparator.comparingInt(Split::feature).reversed()));
  }

  private Optional<Split> best(int feature, Part part) {
    double[] histogram = part.histogram()[feature];
    double[] all = new double[3];
    for (int at = 0; at < histogram.length; at++) {
      all[at % 3] += histogram[at];
    }
    double whole = quality(all[0], all[1]);
    double gradient = 0;
    double hessian = 0;
    double count = 0;
    Split best = null;
    for (int bin = 0; bin + 1 < bins.bins(feature); bin++) {
      gradient += histogram[3 * bin];
      hessian += histogram[3 * bin + 1];
      count += histogram[3 * bin + 2];
      if (count < options.leastRows() || all[2] - count < options.leastRows()) {
        continue;
      }
      double gain = quality(gradient, hessian) + quality(all[0] - gradient, all[1] - hessian);
      if (gain - whole > (best == null ? LEAST_GAIN : best.gain())) {
        best = new Split(feature, bin, gain - whole);
      }
    }
    return Optional.ofNullable(best);
  }

  private double quality(double gradient, double hessian) {
    return gradient * gradient / (hessian + options.ridge());
  }

  /** Moves the rows up to the bin before the others, both in their order. */
  private int partition(Part part, byte[] column, int bin) {
    int left = part.begin();
    int right = 0;
    for (int at = part.begin(); at < part.end(); at++) {
      int row = rows[at];
      if (column[row] <= bin) {
        rows[left++] = row;
      } else {
        buffer[right++] = row;
      }
    }
    System.arraycopy(buffer, 0, rows, left, right);
    return left;
  }

  private double[][] histogram(int begin, int end) {
    double[][] histogram = new double[bins.width()][];
    IntStream.range(0, bins.width())
        .parallel()
        .forEach(
            feature -> {
              double[] sums = new double[3 * bins.bins(feature)];
              byte[] column = bins.column(feature);
              for (int at = begin; at < end; at++) {
                int row = rows[at];
                int slot = 3 * column[row];
                sums[slot] += gradients[row];
                sums[slot + 1] += hessians[row];
                sums[slot + 2]++;
              }
              histogram[feature] = sums;
            });
    return histogram;
  }

  private static double[][] less(double[][] whole, double[][] part) {
    double[][] rest = new double[whole.length][];
    for (int feature = 0; feature < rest.length; feature++) {
      rest[feature] = new double[whole[feature].length];
      for (int at = 0; at < rest[feature].length; at++) {
        rest[feature][at] = whole[feature][at] - part[feature][at];
      }
    }
    return rest;
  }
}
