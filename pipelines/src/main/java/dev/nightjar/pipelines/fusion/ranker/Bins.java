package dev.nightjar.pipelines.fusion.ranker;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The candidates of all groups as columns of small numbers, from which histograms are made. */
final class Bins {
  /** Most values that a feature is told apart by; a bin fits a byte. */
  static final int MOST = 64;

  /** Values that the borders of a feature are taken from. */
  private static final int SAMPLE = 50_000;

  private final byte[][] columns;
  private final float[][] borders;

  private Bins(byte[][] columns, float[][] borders) {
    this.columns = columns;
    this.borders = borders;
  }

  /** Bins of nearly equal size, the rows in the order of the groups. */
  static Bins of(List<ExampleGroup> groups, int width) {
    int rows = groups.stream().mapToInt(group -> group.items().length).sum();
    byte[][] columns = new byte[width][];
    float[][] borders = new float[width][];
    IntStream.range(0, width)
        .parallel()
        .forEach(
            feature -> {
              float[] values = column(groups, feature, width, rows);
              borders[feature] = borders(values);
              columns[feature] = binned(values, borders[feature]);
            });
    return new Bins(columns, borders);
  }

  private static float[] column(List<ExampleGroup> groups, int feature, int width, int rows) {
    float[] values = new float[rows];
    int row = 0;
    for (ExampleGroup group : groups) {
      for (int i = 0; i < group.items().length; i++) {
        values[row++] = group.features()[i * width + feature];
      }
    }
    return values;
  }

  /** Ascending; the last bin, above the last border, holds what is left. */
  private static float[] borders(float[] values) {
    int step = Math.max(1, values.length / SAMPLE);
    float[] sample = new float[(values.length + step - 1) / step];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = values[i * step];
    }
    Arrays.sort(sample);
    float[] borders = new float[MOST - 1];
    int size = 0;
    for (int b = 1; b < MOST && sample.length > 0; b++) {
      float border = sample[(int) ((long) b * sample.length / MOST)];
      boolean divides = border < sample[sample.length - 1];
      if (divides && (size == 0 || border > borders[size - 1])) {
        borders[size++] = border;
      }
    }
    return Arrays.copyOf(borders, size);
  }

  private static byte[] binned(float[] values, float[] borders) {
    byte[] bins = new byte[values.length];
    for (int row = 0; row < bins.length; row++) {
      int found = Arrays.binarySearch(borders, values[row]);
      bins[row] = (byte) (found < 0 ? -found - 1 : found);
    }
    return bins;
  }

  int width() {
    return columns.length;
  }

  int rows() {
    return columns.length == 0 ? 0 : columns[0].length;
  }

  /** The bin of every row, 0 to {@link #MOST} - 1. */
  byte[] column(int feature) {
    return columns[feature];
  }

  /** The largest value of a bin that is not the feature's last. */
  float border(int feature, int bin) {
    return borders[feature][bin];
  }

  /** How many bins the feature has; 1 when it never varies. */
  int bins(int feature) {
    return borders[feature].length + 1;
  }
}
