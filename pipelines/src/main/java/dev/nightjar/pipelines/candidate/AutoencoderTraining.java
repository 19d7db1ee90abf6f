package dev.nightjar.pipelines.candidate;

import dev.nightjar.pipelines.candidate.AutoencoderStep.Layers;
import dev.nightjar.pipelines.candidate.AutoencoderStep.Taste;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains the autoencoder on the driver: each step hides a part of some users' histories from the
 * reading layer and raises the likelihood of the whole histories. A rerun gives the same bits.
 */
public final class AutoencoderTraining {
  private final AutoencoderOptions options;
  private final List<Taste> tastes;
  private final int items;
  private final SplittableRandom random;
  private final Layers layers;
  private final int[] order;
  private int next;

  private AutoencoderTraining(List<Taste> tastes, int items, AutoencoderOptions options) {
    this.options = options;
    this.tastes = tastes;
    this.items = items;
    this.random = new SplittableRandom(options.seed());
    int hidden = options.hidden();
    int code = options.code();
    double rate = options.learningRate();
    this.layers =
        new Layers(
            new Adam(items + 1, hidden, rate).glorot(items, hidden, random),
            new Adam(hidden + 1, code, rate).glorot(hidden, code, random),
            new Adam(items, code + 1, rate).glorot(items, code, random));
    this.order = IntStream.range(0, tastes.size()).toArray();
    this.next = order.length;
  }

  /** Trains on the histories; absent where all are empty. */
  public static Autoencoder fit(
      Dataset<Row> histories, Catalog catalog, AutoencoderOptions options) {
    List<Taste> tastes =
        new ArrayList<>(
            Histories.rdd(histories, catalog.items())
                .filter(history -> history.size() > 0)
                .map(history -> taste(history, options.decay()))
                .collect());
    if (tastes.isEmpty()) {
      return Autoencoder.absent(catalog.items());
    }
    tastes.sort(Comparator.comparingInt(Taste::user)); // whatever the partitions
    int[] active = itemsOf(tastes);
    tastes.replaceAll(taste -> placed(taste, active));
    AutoencoderTraining training = new AutoencoderTraining(tastes, active.length, options);
    int steps = options.steps(tastes.size());
    for (int number = 1; number <= steps; number++) {
      training.step(number);
    }
    return training.among(catalog.items(), active);
  }

  private static Taste taste(History history, Decay decay) {
    Ratings ratings = Ratings.of(history, decay);
    return new Taste(history.user(), ratings.items(), Autoencoder.weights(ratings));
  }

  /** All items of the users, distinct and ascending. */
  private static int[] itemsOf(List<Taste> tastes) {
    return tastes.stream()
        .flatMapToInt(taste -> Arrays.stream(taste.items()))
        .sorted()
        .distinct()
        .toArray();
  }

  /** With places among the items that have events instead of the items. */
  private static Taste placed(Taste taste, int[] active) {
    int[] places =
        Arrays.stream(taste.items()).map(item -> Arrays.binarySearch(active, item)).toArray();
    return new Taste(taste.user(), places, taste.weights());
  }

  private void step(int number) {
    List<Taste> batch = batch();
    List<Taste> read =
        batch.stream().map(taste -> taste.dropped(options.dropout(), random)).toList();
    int[] own = itemsOf(batch);
    int[] compared = compared(own);
    float[] raised = new float[compared.length];
    if (compared.length < items) {
      double each = (double) (items - own.length) / (compared.length - own.length);
      Arrays.fill(raised, (float) Math.log(each));
      for (int item : own) {
        raised[Arrays.binarySearch(compared, item)] = 0;
      }
    }
    new AutoencoderStep(layers, batch, compared, raised).run(read, number);
  }

  /** The next users of an order that is shuffled anew after the last one. */
  private List<Taste> batch() {
    List<Taste> batch = new ArrayList<>();
    while (batch.size() < Math.min(options.batch(), tastes.size())) {
      if (next == order.length) {
        Shuffle.inPlace(order, random);
        next = 0;
      }
      batch.add(tastes.get(order[next++]));
    }
    return batch;
  }

  /** The given items and others drawn at random, ascending; all where there are few. */
  private int[] compared(int[] own) {
    if (items - own.length <= options.sampledItems()) {
      return IntStream.range(0, items).toArray();
    }
    BitSet chosen = new BitSet(items);
    Arrays.stream(own).forEach(chosen::set);
    int missing = options.sampledItems();
    while (missing > 0) {
      int item = random.nextInt(items);
      if (!chosen.get(item)) {
        chosen.set(item);
        missing--;
      }
    }
    return chosen.stream().toArray();
  }

  /** The model with a row for every item of the catalog. */
  private Autoencoder among(int all, int[] active) {
    Autoencoder model = layers.model();
    Vectors input = Vectors.zeros(all + 1, options.hidden());
    Vectors output = Vectors.zeros(all, options.code() + 1);
    for (int place = 0; place < items; place++) {
      copy(model.input(), place, input, active[place]);
      copy(model.output(), place, output, active[place]);
    }
    copy(model.input(), items, input, all);
    return new Autoencoder(input, model.hidden(), output);
  }

  private static void copy(Vectors from, int row, Vectors to, int toRow) {
    int width = from.dimension();
    System.arraycopy(from.values(), row * width, to.values(), toRow * width, width);
  }
}
