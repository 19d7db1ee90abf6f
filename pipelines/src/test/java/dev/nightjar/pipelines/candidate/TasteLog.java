package dev.nightjar.pipelines.candidate;

import dev.nightjar.pipelines.array.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A log with a pattern that every good source must find: users walk upwards through the items of
 * one of four groups, item i to i + 4.
 */
public final class TasteLog {
  public static final int ITEMS = 80;
  public static final int USERS = 120;
  public static final int GROUPS = 4;

  private TasteLog() {}

  /** One user's walk; the group is {@code user % 4}. */
  public static History history(int user, long seed) {
    Random random = new Random(seed * 1_000_003 + user);
    int steps = 5 + random.nextInt(6);
    int[] items = new int[steps];
    int place = random.nextInt(8);
    for (int i = 0; i < steps; i++) {
      items[i] = place * GROUPS + user % GROUPS;
      place += 1;
    }
    return History.of(user, items);
  }

  public static List<History> histories(long seed) {
    List<History> histories = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      histories.add(history(user, seed));
    }
    return histories;
  }

  public static Dataset<Row> dataset(SparkSession spark, List<History> histories) {
    return spark
        .createDataFrame(histories.stream().map(Histories::row).toList(), Histories.SCHEMA)
        .repartition(3);
  }

  /** The factors of all users, one after the other. */
  public static float[] factors(List<History> histories, Function<History, float[]> factor) {
    List<float[]> factors = histories.stream().map(factor).toList();
    int rank = factors.get(0).length;
    float[] all = new float[factors.size() * rank];
    for (int user = 0; user < factors.size(); user++) {
      System.arraycopy(factors.get(user), 0, all, user * rank, rank);
    }
    return all;
  }

  /** Text vectors that point to the item's group, with a little noise. */
  public static Catalog catalog(long seed) {
    Random random = new Random(seed);
    Vectors text = Vectors.zeros(ITEMS, 6);
    int[] category = new int[ITEMS];
    for (int item = 0; item < ITEMS; item++) {
      category[item] = item % GROUPS;
      text.values()[item * 6 + item % GROUPS] = 1;
      for (int d = 0; d < 6; d++) {
        text.values()[item * 6 + d] += 0.05f * (float) random.nextGaussian();
      }
    }
    return Catalog.of(ITEMS).withText(text).withCategory(category);
  }
}
