package dev.nightjar.pipelines.benchmark.quality;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.fold.TrainOptions;
import dev.nightjar.pipelines.fusion.Fusion;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.tune.Point;
import java.util.LinkedHashMap;
import java.util.Map;

/** The night's options under some settings of a search. */
final class TunedOptions {
  private TunedOptions() {}

  /** Options of the night with the point's settings over the documented defaults. */
  static Fusion fusion(Point point, int k, long seed) {
    Map<String, Object> settings = new LinkedHashMap<>(point.settings());
    settings.put("seed", seed);
    settings.put("evaluate.k", k);
    return TrainOptions.fusion(Settings.of(ConfigFactory.parseMap(settings)));
  }
}
