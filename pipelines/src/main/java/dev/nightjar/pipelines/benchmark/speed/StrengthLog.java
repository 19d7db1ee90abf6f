package dev.nightjar.pipelines.benchmark.speed;

import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.file.InputException;
import dev.nightjar.pipelines.file.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A log of user, item and strength between tabs, a line an event; other columns are left out. */
public final class StrengthLog {
  private static final int EVENTS_A_SLICE = 500_000;

  private final Path file;
  private final Map<String, Integer> items = new HashMap<>();
  private final Map<String, Events> users = new HashMap<>();
  private final List<Events> inOrder = new ArrayList<>();
  private long events;

  private StrengthLog(Path file) {
    this.file = file;
  }

  /** Reads a file, gzipped or not. */
  public static StrengthLog read(Path file) {
    StrengthLog log = new StrengthLog(file);
    InputFile.read(file, log::line);
    if (log.events == 0) {
      throw new InputException(file, "has no event; give lines 'user item strength' with tabs");
    }
    return log;
  }

  private void line(long number, String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length < 3 || fields[0].isBlank() || fields[1].isBlank()) {
      throw new InputException(
          file, number, "has no user, item and strength; put tabs between the three");
    }
    float strength = strength(number, fields[2]);
    int item = items.computeIfAbsent(fields[1], id -> items.size());
    users.computeIfAbsent(fields[0], id -> newUser()).add(item, strength);
    events++;
  }

  private Events newUser() {
    Events user = new Events(inOrder.size());
    inOrder.add(user);
    return user;
  }

  private float strength(long number, String field) {
    try {
      float strength = Float.parseFloat(field);
      if (Float.isFinite(strength)) {
        return strength;
      }
    } catch (NumberFormatException e) {
      // Told as any other value that is none.
    }
    throw new InputException(
        file, number, "has the strength '" + field + "'; give a number that a float can hold");
  }

  public int items() {
    return items.size();
  }

  /** What the file holds, for a reader. */
  public String described() {
    return "%,d events, %,d users, %,d items".formatted(events, users.size(), items.size());
  }

  /** One row a user, events in the order of the file. */
  public Dataset<Row> histories(SparkSession spark) {
    List<History> all = inOrder.stream().map(Events::history).toList();
    int slices = (int) Math.max(spark.sparkContext().defaultParallelism(), events / EVENTS_A_SLICE);
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(all, slices)
            .map(Histories::row),
        Histories.SCHEMA);
  }

  private static final class Events {
    private final int user;
    private int[] touched = new int[4];
    private float[] strengths = new float[4];
    private int size;

    Events(int user) {
      this.user = user;
    }

    void add(int item, float strength) {
      if (size == touched.length) {
        touched = Arrays.copyOf(touched, size * 2);
        strengths = Arrays.copyOf(strengths, size * 2);
      }
      touched[size] = item;
      strengths[size++] = strength;
    }

    History history() {
      return new History(
          user, Arrays.copyOf(touched, size), new float[size], Arrays.copyOf(strengths, size));
    }
  }
}
