package dev.nightjar.pipelines.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import dev.nightjar.udfs.embed.model.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every setting of a night, validated.
 *
 * @param seed of everything that is drawn at random
 * @param spark configuration of the Spark session
 * @param hash SHA-256 of the settings that can change a published list: without places, devices and
 *     memory, sources' paths and options, and Spark's own configuration
 */
public record Settings(
    long seed,
    Map<String, String> spark,
    LakeSettings lake,
    IngestSettings ingest,
    EmbedSettings embed,
    FeaturesSettings features,
    TrainSettings train,
    EvaluateSettings evaluate,
    RankSettings rank,
    PublishSettings publish,
    ReportSettings report,
    String hash) {

  private static final List<String> PLACES =
      List.of(
          "lake",
          "spark",
          "publish",
          "report",
          "embed.device",
          "embed.functions.device",
          "embed.functions.gpu-id",
          "embed.functions.gpu-memory-bytes",
          "embed.functions.gpu-arena",
          "embed.functions.threads",
          "embed.functions.batch-tokens",
          "embed.functions.window-rows",
          "embed.functions.window-bytes",
          "embed.functions.cache-bytes");

  /** Whether there is such a table counts, but not where. */
  private static final List<String> TABLES = List.of("rank.rule-table.path", "rank.blocked.path");

  /** Reads a file of this machine over the documented defaults. */
  public static Settings load(Path file) {
    return load(file, Map.of());
  }

  /** The same with overrides, dotted key to HOCON value. */
  public static Settings load(Path file, Map<String, String> overrides) {
    return load(SettingsFile.local(file), overrides);
  }

  /**
   * Reads a file over the documented defaults.
   *
   * @param overrides dotted key to HOCON value, above the file
   * @throws SettingsException with every mistake
   */
  public static Settings load(SettingsFile file, Map<String, String> overrides) {
    try {
      return of(overridden(overrides).withFallback(file.parse()));
    } catch (ConfigException e) {
      throw new SettingsException(List.of(e.getMessage()));
    }
  }

  /** The settings that {@code user} gives over the documented defaults. */
  public static Settings of(Config user) {
    Config reference = ConfigFactory.parseResources(Settings.class, "reference.conf");
    Config merged;
    try {
      merged = user.withFallback(reference).resolve(ConfigResolveOptions.defaults());
    } catch (ConfigException.UnresolvedSubstitution e) {
      throw new SettingsException(
          List.of(e.getMessage() + "; set that variable in the environment or the key in a file"));
    }
    SettingsReader in = new SettingsReader(merged);
    long seed = in.integer("seed");
    FeaturesSettings features = FeaturesSettings.from(in);
    EvaluateSettings evaluate = EvaluateSettings.from(in);
    Settings settings =
        new Settings(
            seed,
            sparkKeys(in.textByName("spark")),
            LakeSettings.from(in),
            IngestSettings.from(in),
            EmbedSettings.from(in),
            features,
            TrainSettings.from(in, seed, features, evaluate),
            evaluate,
            RankSettings.from(in),
            PublishSettings.from(in),
            ReportSettings.from(in),
            hash(merged));
    in.finish(merged);
    return settings;
  }

  /** Both {@code spark { "spark.ui.enabled" = true }} and {@code spark.ui.enabled = true} count. */
  private static Map<String, String> sparkKeys(Map<String, String> block) {
    Map<String, String> keys = new TreeMap<>();
    block.forEach((k, v) -> keys.put(k.startsWith("spark.") ? k : "spark." + k, v));
    return keys;
  }

  private static Config overridden(Map<String, String> overrides) {
    Config config = ConfigFactory.empty();
    for (Map.Entry<String, String> entry : overrides.entrySet()) {
      config =
          ConfigFactory.parseString(entry.getKey() + " = " + entry.getValue()).withFallback(config);
    }
    return config;
  }

  private static String hash(Config merged) {
    Config counted = merged;
    for (String place : PLACES) {
      counted = counted.withoutPath(place);
    }
    for (String table : TABLES) {
      if (!counted.getValue(table).unwrapped().equals("")) {
        counted = counted.withoutPath(table);
      }
    }
    if (counted.hasPath("ingest.sources")) {
      for (String name : counted.getObject("ingest.sources").keySet()) {
        counted =
            counted
                .withoutPath("ingest.sources.\"" + name + "\".path")
                .withoutPath("ingest.sources.\"" + name + "\".options");
      }
    }
    return Sha256.of(counted.root().render(ConfigRenderOptions.concise()));
  }
}
