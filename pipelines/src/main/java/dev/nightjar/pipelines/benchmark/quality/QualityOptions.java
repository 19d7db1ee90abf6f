package dev.nightjar.pipelines.benchmark.quality;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.tune.Budget;
import dev.nightjar.pipelines.tune.TrialLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How quality is measured.
 *
 * @param k positions of a list that count
 * @param budget of the tuning of all sources together, runs for each
 * @param models by name; empty for all that the files allow
 * @param ablation whether fused lists are also made without each source and each group of facts
 * @param log of the tuning's trials
 */
public record QualityOptions(
    int k, long seed, Budget budget, List<String> models, boolean ablation, TrialLog log) {
  public QualityOptions {
    models = List.copyOf(models);
    if (k < 1 || k > 1000) {
      throw new IllegalArgumentException("--k is " + k + "; give a whole number from 1 to 1000");
    }
    List<String> known = new ArrayList<>(words(SourceKind.values()));
    known.addAll(List.of(QualityBenchmark.FUSED, RandomSource.NAME));
    for (String model : models) {
      if (!known.contains(model)) {
        throw new IllegalArgumentException(
            "--models names '" + model + "'; there are " + String.join(", ", known));
      }
    }
  }

  /**
   * The models that are measured when none are named, as far as the files allow: the sources of a
   * night with default settings, and what it makes of them.
   */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    Settings.of(ConfigFactory.empty())
        .train()
        .candidates()
        .sources()
        .forEach(kind -> names.add(kind.word()));
    names.add(QualityBenchmark.FUSED);
    return names;
  }

  private static List<String> words(SourceKind... kinds) {
    return Arrays.stream(kinds).map(SourceKind::word).toList();
  }

  QualityOptions withModels(List<String> names) {
    return models.isEmpty() ? new QualityOptions(k, seed, budget, names, ablation, log) : this;
  }

  boolean wants(String model) {
    return models.isEmpty() ? names().contains(model) : models.contains(model);
  }
}
