package dev.nightjar.pipelines.settings;

import java.util.Map;

/**
 * Which texts become vectors, and how.
 *
 * @param itemText Spark SQL expression over the columns of {@code items}
 * @param reviews whether review texts are embedded too
 * @param model {@code minilm} or the URI of a model directory
 * @param device auto, cpu or gpu
 * @param functions further settings of the SQL function, by name without {@code
 *     spark.nightjar.embed.}
 */
public record EmbedSettings(
    String itemText, boolean reviews, String model, Device device, Map<String, String> functions) {

  /** Where the model runs. */
  public enum Device {
    AUTO,
    CPU,
    GPU
  }

  public EmbedSettings {
    functions = Map.copyOf(functions);
  }

  static EmbedSettings from(SettingsReader in) {
    return new EmbedSettings(
        in.text("embed.item-text"),
        in.flag("embed.reviews"),
        in.text("embed.model"),
        in.choice("embed.device", Device.class),
        in.textByName("embed.functions"));
  }
}
