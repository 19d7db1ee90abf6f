package dev.nightjar.pipelines.report;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that the page of a night shows. */
public record NightPage(
    LocalDate night,
    Running running,
    Optional<Quality> quality,
    List<QuarantinedRule> quarantine,
    Coverage coverage,
    Optional<Overlap> overlap,
    List<ExampleList> users,
    List<ExampleList> similar,
    List<DislikedItem> disliked,
    Optional<RuleFigures> rules) {

  public NightPage {
    quarantine = List.copyOf(quarantine);
    users = List.copyOf(users);
    similar = List.copyOf(similar);
    disliked = List.copyOf(disliked);
  }

  /** What the template sees; values that the night lacks are missing there. */
  Map<String, Object> model() {
    Map<String, Object> model = new HashMap<>();
    model.put("night", night.toString());
    model.put("running", running);
    model.put("quarantine", quarantine);
    model.put("quarantined", quarantine.stream().mapToLong(QuarantinedRule::fresh).sum());
    model.put("coverage", coverage);
    model.put("users", users);
    model.put("similar", similar);
    model.put("disliked", disliked);
    quality.ifPresent(q -> model.put("quality", q));
    quality.flatMap(Quality::published).ifPresent(p -> model.put("published", p));
    quality.flatMap(Quality::chances).ifPresent(c -> model.put("chances", c));
    quality.flatMap(Quality::ratings).ifPresent(r -> model.put("ratings", r));
    quality.flatMap(q -> q.upliftOver("als")).ifPresent(u -> model.put("overAls", u));
    rules.ifPresent(r -> model.put("rules", r));
    overlap.ifPresent(o -> model.put("overlap", o));
    return model;
  }
}
