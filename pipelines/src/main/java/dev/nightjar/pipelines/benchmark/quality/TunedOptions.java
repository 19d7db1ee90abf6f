package dev.nightjar.pipelines.benchmark.quality;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.fusion.Fusion;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.tune.Point;
import java.util.LinkedHashMap;
import java.util.Map;

/** The night's options under some settings of a search. */
final class TunedOptions {
  private TunedOptions() {}

  /**
   * Fusion of the night with the point's settings over the documented defaults.
   *
   * @param fixed settings above the point's, by key
   */
  static Fusion fusion(Point point, int k, long seed, Map<String, Object> fixed) {
    Map<String, Object> settings = new LinkedHashMap<>(point.settings());
    settings.putAll(fixed);
    settings.put("seed", seed);
    settings.put("evaluate.k", k);
    return Fusion.of(Settings.of(ConfigFactory.parseMap(settings)));
  }
}
