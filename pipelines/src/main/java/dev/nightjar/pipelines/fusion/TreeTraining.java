package dev.nightjar.pipelines.fusion;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Trains a tree ranker with MLlib's gradient-boosted trees. */
final class TreeTraining {
  private TreeTraining() {}

  static TreeRanker fit(
      SparkSession spark, List<ExampleGroup> groups, List<String> features, TreeOptions options) {
    Dataset<Row> rows = LogisticTraining.dataset(spark, groups);
    try {
      GBTClassificationModel model =
          new GBTClassifier()
              .setMaxIter(options.trees())
              .setMaxDepth(options.depth())
              .setStepSize(options.stepSize())
              .setMinInstancesPerNode(options.leastRows())
              .setMaxBins(64)
              .setMaxMemoryInMB(512)
              .setSeed(options.seed())
              .fit(rows);
      List<Tree> trees = new ArrayList<>();
      for (int t = 0; t < model.treeWeights().length; t++) {
        DecisionTreeRegressionModel tree = model.trees()[t];
        trees.add(new Flattened().tree(tree.rootNode(), model.treeWeights()[t]));
      }
      return new TreeRanker(RankerKind.TREES, features, 0, trees);
    } finally {
      rows.unpersist();
    }
  }

  /** Nodes in the order of a walk from the root. */
  private static final class Flattened {
    private final List<double[]> nodes = new ArrayList<>();

    Tree tree(Node root, double weight) {
      add(root, weight);
      int size = nodes.size();
      int[] feature = new int[size];
      double[] threshold = new double[size];
      int[] left = new int[size];
      int[] right = new int[size];
      double[] value = new double[size];
      double[] cover = new double[size];
      for (int i = 0; i < size; i++) {
        double[] node = nodes.get(i);
        feature[i] = (int) node[0];
        threshold[i] = node[1];
        left[i] = (int) node[2];
        right[i] = (int) node[3];
        value[i] = node[4];
        cover[i] = node[5];
      }
      return new Tree(feature, threshold, left, right, value, cover);
    }

    private int add(Node node, double weight) {
      double rows = node.impurityStats().count();
      double[] flat = {-1, 0, 0, 0, weight * node.prediction(), rows};
      int index = nodes.size();
      nodes.add(flat);
      if (node instanceof InternalNode inner) {
        ContinuousSplit split = (ContinuousSplit) inner.split();
        flat[0] = split.featureIndex();
        flat[1] = split.threshold();
        flat[4] = 0;
        flat[2] = add(inner.leftChild(), weight);
        flat[3] = add(inner.rightChild(), weight);
      }
      return index;
    }
  }
}
