package dev.nightjar.pipelines.benchmark.speed;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * A log for measuring how cost grows with size: a line a user, {@code u i1 i2 ...} in time order,
 * the same bytes for the same numbers.
 *
 * <p>Items fall into about {@code sqrt(items)} groups. A user has three favourite groups and walks:
 * half of the steps go to one of the next items of the same group, so that order tells something;
 * the others to a favourite group or, one in ten, anywhere. Within a group and over groups,
 * popularity falls off as one over the rank, as it does in shops. The length of a history is
 * log-normal, at least 2.
 *
 * @param interactions about so many, by the mean length of the histories
 */
public record GeneratedLog(int users, int items, long interactions, long seed) {
  private static final int FAVOURITES = 3;
  private static final double SPREAD = 0.8;
  private static final int LONGEST = 2000;

  public GeneratedLog {
    if (users < 1 || items < 10 || interactions < 2L * users) {
      throw new IllegalArgumentException(
          users
              + " users, "
              + items
              + " items and "
              + interactions
              + " interactions; give at least 1 user, 10 items and 2 interactions a user");
    }
  }

  /** Writes the log, gzipped where the name ends with {@code .gz}; the interactions written. */
  public long write(Path file) throws IOException {
    long written = 0;
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out =
            file.toString().endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw;
        BufferedWriter writer =
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16)) {
      for (int user = 0; user < users; user++) {
        int[] history = history(user);
        writer.append("u").append(Integer.toString(user));
        for (int item : history) {
          writer.append(" i").append(Integer.toString(item));
        }
        writer.append('\n');
        written += history.length;
      }
    }
    return written;
  }

  int[] history(int user) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + user);
    int groups = (int) Math.sqrt(items);
    int[] favourites = new int[FAVOURITES];
    for (int f = 0; f < FAVOURITES; f++) {
      favourites[f] = byRank(groups, random);
    }
    double mean = (double) interactions / users;
    double length = mean * Math.exp(SPREAD * random.nextGaussian() - SPREAD * SPREAD / 2);
    int[] history = new int[(int) Math.min(LONGEST, Math.max(2, Math.round(length)))];
    int item = inGroup(favourites[0], groups, random);
    for (int step = 0; step < history.length; step++) {
      history[step] = item;
      double chance = random.nextDouble();
      if (chance < 0.5) {
        item = (item + groups * (1 + random.nextInt(3))) % items;
      } else if (chance < 0.9) {
        item = inGroup(favourites[random.nextInt(FAVOURITES)], groups, random);
      } else {
        item = inGroup(byRank(groups, random), groups, random);
      }
    }
    return history;
  }

  /** Items of a group lie {@code groups} apart. */
  private int inGroup(int group, int groups, SplittableRandom random) {
    int size = (items - group + groups - 1) / groups;
    return group + groups * byRank(size, random);
  }

  /** A number below {@code count}; n comes about 1/(n + 1) times as often as 0. */
  private static int byRank(int count, SplittableRandom random) {
    return (int) Math.min(count - 1, Math.pow(count + 1, random.nextDouble()) - 1);
  }
}
