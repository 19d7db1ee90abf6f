package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemFact;
import java.util.Arrays;
import java.util.List;

/**
 * What the times of a log say of items, by the formulas of the stage {@code features}.
 *
 * @param age days from an item's first event to the newest of all; NaN without events, no array
 *     where events have no times
 * @param trend logarithm of the popularity at a quarter of the half-life over the popularity, both
 *     per day; less where dislikes outweigh
 * @param opinions who likes and dislikes each item
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record LogFacts(float[] age, float[] trend, Opinions opinions) {

  static LogFacts of(List<History> log, double halfLifeDays) {
    float newest = Float.POSITIVE_INFINITY;
    float oldest = Float.NEGATIVE_INFINITY;
    int items = 0;
    for (History user : log) {
      for (int position = 0; position < user.size(); position++) {
        newest = Math.min(newest, user.ages()[position]);
        oldest = Math.max(oldest, user.ages()[position]);
        items = Math.max(items, user.items()[position] + 1);
      }
    }
    Opinions opinions = Opinions.of(log, items);
    return newest < oldest
        ? timed(log, opinions, items, newest, halfLifeDays)
        : new LogFacts(new float[0], new float[0], opinions);
  }

  private static LogFacts timed(
      List<History> log, Opinions opinions, int items, float newest, double halfLifeDays) {
    float[] age = new float[items];
    Arrays.fill(age, Float.NaN);
    double[] popularity = new double[items];
    double[] recent = new double[items];
    for (History user : log) {
      for (int position = 0; position < user.size(); position++) {
        int item = user.items()[position];
        float days = user.ages()[position] - newest;
        double weight = user.weights()[position];
        if (weight == 0) {
          continue;
        }
        age[item] = Float.isNaN(age[item]) ? days : Math.max(age[item], days);
        popularity[item] += weight * Math.pow(0.5, days / halfLifeDays);
        recent[item] += 4 * weight * Math.pow(0.5, 4 * days / halfLifeDays);
      }
    }
    float[] trend = new float[items];
    for (int item = 0; item < items; item++) {
      double ratio = (Math.max(0, recent[item]) + 1) / (Math.max(0, popularity[item]) + 1);
      trend[item] = (float) (Math.log(ratio) - Math.log(Math.max(0, -recent[item]) + 1));
    }
    return new LogFacts(age, trend, opinions);
  }

  /** The catalog with these facts; it may have more items than the log names. */
  Catalog on(Catalog catalog) {
    Catalog judged = opinions.on(catalog);
    if (age.length == 0) {
      return judged;
    }
    float[] ages = Arrays.copyOf(age, catalog.items());
    Arrays.fill(ages, age.length, ages.length, Float.NaN);
    return judged
        .with(ItemFact.AGE, ages)
        .with(ItemFact.TREND, Arrays.copyOf(trend, catalog.items()));
  }
}
