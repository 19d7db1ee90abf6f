package dev.nightjar.udfs.embed.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what a sentence-transformers directory says about its model. */
final class SentenceTransformers {

  private static final String POOLING = "1_Pooling/config.json";
  private static final String POOLING_MODE = "pooling_mode_";
  private static final String NORMALIZE = "Normalize";

  /** What happens inside the graph, or after it by Nightjar. */
  private static final List<String> KNOWN = List.of("Transformer", "Pooling", NORMALIZE);

  private SentenceTransformers() {}

  static ModelSpec read(Path directory) throws IOException {
    ModelJson bert = ModelJson.object(directory, "sentence_bert_config.json");
    ModelJson tokenizer = ModelJson.object(directory, "tokenizer_config.json");
    ModelJson prompts =
        ModelJson.object(directory, "config_sentence_transformers.json").object("prompts");
    int declared = tokenizer.number("model_max_length", ModelConfig.MAX_TOKENS);
    return new ModelSpec(
        pooling(directory),
        modules(directory).map(modules -> modules.contains(NORMALIZE)).orElse(true),
        bert.number("max_seq_length", declared),
        0,
        prompts.text("document", prompts.text("passage", "")),
        prompts.text("query", ""));
  }

  /** The modules that only a graph with pooling inside can have run; Dense is the usual one. */
  static List<String> otherModules(Path directory) throws IOException {
    return modules(directory).orElse(List.of()).stream()
        .filter(module -> !KNOWN.contains(module))
        .toList();
  }

  /** The modules in their order, by class name. */
  private static Optional<List<String>> modules(Path directory) throws IOException {
    return ModelJson.array(directory, "modules.json")
        .map(modules -> modules.stream().map(SentenceTransformers::name).toList());
  }

  private static String name(ModelJson module) {
    String type = module.text("type", "");
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static Pooling pooling(Path directory) throws IOException {
    ModelJson config = ModelJson.object(directory, POOLING);
    List<String> modes =
        config.fields().keySet().stream()
            .filter(key -> key.startsWith(POOLING_MODE) && config.isTrue(key))
            .map(key -> key.substring(POOLING_MODE.length()))
            .toList();
    if (config.fields().isEmpty()) {
      return Pooling.MEAN;
    } else if (modes.size() > 1) {
      throw new IllegalArgumentException(
          "%s asks for several poolings side by side, %s; use one of mean, cls or last token"
              .formatted(directory.resolve(POOLING), modes));
    }
    return switch (modes.isEmpty() ? "" : modes.get(0)) {
      case "mean_tokens" -> Pooling.MEAN;
      case "cls_token" -> Pooling.CLS;
      case "lasttoken" -> Pooling.LAST_TOKEN;
      default ->
          throw new IllegalArgumentException(
              "%s asks for a pooling that Nightjar does not have: %s; use mean, cls or last token"
                  .formatted(directory.resolve(POOLING), config.fields()));
    };
  }
}
