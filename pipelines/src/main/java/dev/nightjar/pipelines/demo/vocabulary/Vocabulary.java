package dev.nightjar.pipelines.demo.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The words of the shop: what it sells, the ways of living it sells to, and what buyers talk about.
 *
 * @param departments the top of the category tree, in shop order
 * @param styles tastes that cut across departments
 * @param aspects what reviews talk about, by name
 */
public record Vocabulary(
    List<Department> departments, List<Style> styles, Map<String, Aspect> aspects) {

  public Vocabulary {
    departments = List.copyOf(departments);
    styles = List.copyOf(styles);
    aspects = Map.copyOf(aspects);
  }

  /** A top-level category with its makers; {@code tier} is a brand's price level, 0 the middle. */
  public record Department(
      String name,
      List<Brand> brands,
      List<String> colours,
      List<String> closing,
      List<Leaf> leaves) {}

  public record Brand(String name, double tier) {}

  /** A leaf of the category tree; {@code then} names the leaves that buyers look at next. */
  public record Leaf(
      String path,
      String name,
      List<String> nouns,
      double lowPrice,
      double highPrice,
      List<String> features,
      List<String> materials,
      List<String> uses,
      List<Specification> specifications,
      List<String> aspects,
      boolean consumable,
      List<String> then) {}

  public record Specification(String key, List<String> values) {}

  /** A way of living: words of titles, sentences of the shop, sentences of buyers. */
  public record Style(String name, List<String> words, List<String> pitch, List<String> voice) {}

  /** What a review talks about: the shop's claim, a happy and an unhappy buyer's sentences. */
  public record Aspect(List<String> claim, List<String> praise, List<String> complaint) {}

  /** The first departments, as many as a shop of that many items can fill. */
  public Vocabulary forItems(int items) {
    int kept = Math.max(2, Math.min(departments.size(), items / 60));
    return new Vocabulary(departments.subList(0, kept), styles, aspects);
  }

  public List<Leaf> leaves() {
    return departments.stream().flatMap(department -> department.leaves().stream()).toList();
  }

  public List<Brand> brands() {
    return departments.stream().flatMap(department -> department.brands().stream()).toList();
  }

  /** The department that has the leaf. */
  public Department departmentOf(Leaf leaf) {
    return departments.stream()
        .filter(department -> department.leaves().contains(leaf))
        .findFirst()
        .orElseThrow();
  }

  /** Names of the aspects in a fixed order, the order of every array by aspect. */
  public List<String> aspectNames() {
    List<String> names = new ArrayList<>(aspects.keySet());
    names.sort(null);
    return names;
  }
}
