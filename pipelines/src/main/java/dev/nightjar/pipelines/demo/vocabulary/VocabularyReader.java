package dev.nightjar.pipelines.demo.vocabulary;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Aspect;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Brand;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Department;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Leaf;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Specification;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary.Style;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the vocabulary and the grammar from the HOCON files beside this class. */
public final class VocabularyReader {
  /** File names in shop order; small shops have the first departments only. */
  private static final List<String> DEPARTMENTS =
      List.of(
          "outdoor",
          "kitchen",
          "electronics",
          "sports",
          "home",
          "garden",
          "clothing",
          "beauty",
          "toys",
          "pets");

  private VocabularyReader() {}

  public static Vocabulary vocabulary() {
    Config styles = read("styles");
    Config aspects = read("aspects");
    Map<String, Aspect> aspectsByName = new TreeMap<>();
    for (String name : keys(aspects)) {
      aspectsByName.put(name, aspect(child(aspects, name)));
    }
    return new Vocabulary(
        DEPARTMENTS.stream().map(file -> department(read(file))).toList(),
        keys(styles).stream().map(name -> style(name, child(styles, name))).toList(),
        aspectsByName);
  }

  public static Grammar grammar() {
    Config config = read("grammar");
    Map<String, List<String>> sentences = new TreeMap<>();
    config.entrySet().forEach(e -> sentences.put(e.getKey(), config.getStringList(e.getKey())));
    return new Grammar(sentences);
  }

  private static Department department(Config config) {
    String name = config.getString("department");
    Config brands = config.getConfig("brands");
    Config sections = config.getConfig("sections");
    List<Leaf> leaves = new ArrayList<>();
    for (String section : keys(sections)) {
      Config shared = child(sections, section);
      Config own = shared.getConfig("leaves");
      for (String leaf : keys(own)) {
        // What a leaf does not say itself it takes from its section.
        leaves.add(leaf(List.of(name, section, leaf), child(own, leaf).withFallback(shared)));
      }
    }
    return new Department(
        name,
        keys(brands).stream()
            .map(brand -> new Brand(brand, brands.getDouble(quote(brand))))
            .toList(),
        config.getStringList("colours"),
        config.getStringList("closing"),
        List.copyOf(leaves));
  }

  private static Leaf leaf(List<String> path, Config config) {
    List<Double> price = config.getDoubleList("price");
    Config specs = config.getConfig("specs");
    return new Leaf(
        String.join(" > ", path),
        path.get(path.size() - 1),
        config.getStringList("nouns"),
        price.get(0),
        price.get(1),
        config.getStringList("features"),
        config.getStringList("materials"),
        config.getStringList("uses"),
        keys(specs).stream()
            .map(key -> new Specification(key, specs.getStringList(quote(key))))
            .toList(),
        config.getStringList("aspects"),
        config.hasPath("consumable"),
        config.getStringList("then"));
  }

  private static Style style(String name, Config config) {
    return new Style(
        name,
        config.getStringList("words"),
        config.getStringList("pitch"),
        config.getStringList("voice"));
  }

  private static Aspect aspect(Config config) {
    return new Aspect(
        config.getStringList("claim"),
        config.getStringList("praise"),
        config.getStringList("complaint"));
  }

  /** Keys in the order of the alphabet: HOCON objects have no order of their own. */
  private static List<String> keys(Config config) {
    return config.root().keySet().stream().sorted().toList();
  }

  private static Config child(Config config, String key) {
    return config.getConfig(quote(key));
  }

  private static String quote(String key) {
    return ConfigUtil.quoteString(key);
  }

  private static Config read(String name) {
    String file = name + ".conf";
    try (Reader reader =
        new InputStreamReader(
            VocabularyReader.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(reader).resolve();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the vocabulary file " + file, e);
    }
  }
}
