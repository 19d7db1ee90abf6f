package dev.nightjar.pipelines.candidate.linear;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.ItemWeights;
import dev.nightjar.pipelines.candidate.neighbour.Neighbours;
import dev.nightjar.pipelines.candidate.neighbour.SparseRow;
import dev.nightjar.pipelines.settings.LinearSettings;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fits the item-item linear model: weights that reconstruct each item of a history from the others
 * (EASE, Steck 2019, equation 8), solved at once for small catalogs and item by item among its
 * strongest neighbours for large ones (Steck 2019, "Markov random fields for collaborative
 * filtering", section 3.2). Users of long histories count less than their events: the lists of all
 * users are judged alike, and the squares of a few long histories would outweigh the others.
 */
public final class Linear {
  private Linear() {}

  /**
   * The weight of touched item j for proposed item i; an item that the user likes counts once,
   * without decay.
   */
  public static Neighbours fit(Dataset<Row> histories, Catalog catalog, LinearSettings settings) {
    int items = catalog.items();
    JavaRDD<int[]> users =
        Histories.rdd(histories, items)
            .map(user -> ItemWeights.of(user.liked(), Decay.NONE).items())
            .filter(basket -> basket.length > 0)
            .cache();
    try {
      JavaRDD<Basket> baskets = Basket.damped(users, settings.userDamping());
      long[] counts = BasketCounts.items(baskets, items);
      int[] active = BasketCounts.active(counts);
      List<SparseRow> rows =
          active.length <= settings.exactItems()
              ? ExactLinear.fit(baskets, counts, active, settings)
              : BlockLinear.fit(baskets, counts, settings);
      return Neighbours.of(rows, items);
    } finally {
      users.unpersist();
    }
  }

  /** What is added to the diagonal for an item whose baskets have that weight together. */
  static double ridge(LinearSettings settings, double count) {
    return settings.regularization() + settings.dropout() / (1 - settings.dropout()) * count;
  }
}
