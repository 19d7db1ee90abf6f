package dev.nightjar.pipelines.fusion.ranker;

/**
 * Shapley values of one tree for one candidate, the features that are not known following the
 * training rows (Lundberg et al. 2018, "Consistent individualized feature attribution for tree
 * ensembles", algorithm 2).
 */
final class TreeShap {
  private final Tree tree;
  private final float[] values;
  private final int from;
  private double[] parts;

  TreeShap(Tree tree, float[] values, int from) {
    this.tree = tree;
    this.values = values;
    this.from = from;
  }

  void addTo(double[] target) {
    parts = target;
    visit(0, new Path(tree.depth(0) + 2), 1, 1, -1);
  }

  private void visit(int node, Path before, double zero, double one, int feature) {
    Path path = before.copy();
    path.extend(zero, one, feature);
    if (tree.isLeaf(node)) {
      for (int i = 1; i < path.length; i++) {
        parts[path.feature[i]] +=
            path.sumWithout(i) * (path.one[i] - path.zero[i]) * tree.value()[node];
      }
      return;
    }
    int split = tree.feature()[node];
    int hot = tree.next(node, values[from + split]);
    int cold = hot == tree.left()[node] ? tree.right()[node] : tree.left()[node];
    double zeroBefore = 1;
    double oneBefore = 1;
    int seen = path.indexOf(split);
    if (seen > 0) {
      zeroBefore = path.zero[seen];
      oneBefore = path.one[seen];
      path.unwind(seen);
    }
    double all = tree.cover()[hot] + tree.cover()[cold];
    visit(hot, path, zeroBefore * tree.cover()[hot] / all, oneBefore, split);
    visit(cold, path, zeroBefore * tree.cover()[cold] / all, 0, split);
  }

  /** The unique features on the way to a node, with the weight of each number of known ones. */
  private static final class Path {
    private final int[] feature;
    private final double[] zero;
    private final double[] one;
    private final double[] weight;
    private int length;

    Path(int capacity) {
      feature = new int[capacity];
      zero = new double[capacity];
      one = new double[capacity];
      weight = new double[capacity];
    }

    Path copy() {
      Path copy = new Path(feature.length);
      System.arraycopy(feature, 0, copy.feature, 0, length);
      System.arraycopy(zero, 0, copy.zero, 0, length);
      System.arraycopy(one, 0, copy.one, 0, length);
      System.arraycopy(weight, 0, copy.weight, 0, length);
      copy.length = length;
      return copy;
    }

    int indexOf(int split) {
      for (int i = 1; i < length; i++) {
        if (feature[i] == split) {
          return i;
        }
      }
      return -1;
    }

    void extend(double zeroShare, double oneShare, int split) {
      int last = length;
      feature[last] = split;
      zero[last] = zeroShare;
      one[last] = oneShare;
      weight[last] = last == 0 ? 1 : 0;
      for (int i = last - 1; i >= 0; i--) {
        weight[i + 1] += oneShare * weight[i] * (i + 1) / (last + 1);
        weight[i] = zeroShare * weight[i] * (last - i) / (last + 1);
      }
      length++;
    }

    void unwind(int index) {
      int last = length - 1;
      double next = weight[last];
      for (int j = last - 1; j >= 0; j--) {
        if (one[index] != 0) {
          double old = weight[j];
          weight[j] = next * (last + 1) / ((j + 1) * one[index]);
          next = old - weight[j] * zero[index] * (last - j) / (last + 1);
        } else {
          weight[j] = weight[j] * (last + 1) / (zero[index] * (last - j));
        }
      }
      for (int j = index; j < last; j++) {
        feature[j] = feature[j + 1];
        zero[j] = zero[j + 1];
        one[j] = one[j + 1];
      }
      length--;
    }

    double sumWithout(int index) {
      int last = length - 1;
      double next = weight[last];
      double total = 0;
      for (int j = last - 1; j >= 0; j--) {
        if (one[index] != 0) {
          double part = next * (last + 1) / ((j + 1) * one[index]);
          total += part;
          next = weight[j] - part * zero[index] * (last - j) / (last + 1);
        } else {
          total += weight[j] * (last + 1) / (zero[index] * (last - j));
        }
      }
      return total;
    }
  }
}
