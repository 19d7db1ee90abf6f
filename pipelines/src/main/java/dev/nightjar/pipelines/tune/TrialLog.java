package dev.nightjar.pipelines.tune;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.nightjar.pipelines.file.InputException;
import dev.nightjar.pipelines.file.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The trials of a search, one JSON object a line, appended as they end. A search that is started
 * again with its log takes the known scores from it instead of running them.
 */
public final class TrialLog {
  private final Optional<Path> file;
  private final List<Trial> trials = new ArrayList<>();

  private TrialLog(Optional<Path> file) {
    this.file = file;
  }

  /** A log that is kept for this process only. */
  public static TrialLog inMemory() {
    return new TrialLog(Optional.empty());
  }

  /** A log in a file, read first if it is there; a half-written last line is run again. */
  public static TrialLog in(Path file) {
    TrialLog log = new TrialLog(Optional.of(file));
    if (Files.exists(file)) {
      InputFile.read(file, (number, line) -> log.readLine(file, number, line));
    }
    return log;
  }

  /** All trials, oldest first. */
  public List<Trial> trials() {
    return List.copyOf(trials);
  }

  Optional<Trial> find(String space, Point point, double fidelity) {
    return trials.stream()
        .filter(t -> t.space().equals(space) && t.point().equals(point) && t.fidelity() == fidelity)
        .findFirst();
  }

  void add(Trial trial) {
    trials.add(trial);
    file.ifPresent(path -> append(path, trial));
  }

  private void readLine(Path path, long number, String line) {
    try {
      Config config = ConfigFactory.parseString(line);
      TreeMap<String, Double> values = new TreeMap<>();
      TreeMap<String, String> words = new TreeMap<>();
      config
          .getObject("settings")
          .forEach(
              (key, value) -> {
                if (value.unwrapped() instanceof String word) {
                  words.put(key, word);
                } else {
                  values.put(key, ((Number) value.unwrapped()).doubleValue());
                }
              });
      trials.add(
          new Trial(
              config.getString("space"),
              new Point(values, words),
              config.getDouble("fidelity"),
              config.getDouble("score"),
              config.hasPath("error") ? config.getDouble("error") : 0,
              config.getDouble("seconds")));
    } catch (ConfigException | ClassCastException e) {
      if (!line.stripTrailing().endsWith("}")) {
        return;
      }
      throw new InputException(path, number, "is no trial; name another file for the trials");
    }
  }

  private static void append(Path path, Trial trial) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("space", trial.space());
    Map<String, Object> settings = new TreeMap<>(trial.point().words());
    settings.putAll(trial.point().values());
    fields.put("settings", settings);
    fields.put("fidelity", trial.fidelity());
    fields.put("score", trial.score());
    fields.put("error", trial.error());
    fields.put("seconds", trial.seconds());
    String line = ConfigValueFactory.fromMap(fields).render(ConfigRenderOptions.concise());
    try {
      boolean torn =
          Files.exists(path)
              && !Files.readString(path).isEmpty()
              && !Files.readString(path).endsWith("\n");
      Files.writeString(
          path,
          (torn ? "\n" : "") + line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("trials cannot be written to " + path, e);
    }
  }
}
